using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;

namespace MLNet.Compression;

public sealed partial class MultiLabelTextClassificationTrainer
{
    /// <summary>What is trained, on which columns, and how. The label column is a vector.</summary>
    public sealed class Options : SentenceTrainerOptions
    {
        /// <summary>The column to write with the labels that are probable enough, the most probable first. Default "PredictedLabel".</summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        /// <summary>The probability above which a label is predicted, between 0 and 1. Default 0.5.</summary>
        [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
        public float Threshold { get; set; } = 0.5f;

        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, PredictedLabelColumnName, Weight: ExampleWeightColumnName);
    }
}
