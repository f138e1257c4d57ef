using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression;

public sealed partial class TextClassificationTrainer
{
    /// <summary>What is trained, on which columns, and how. The label column is a key.</summary>
    public sealed class Options : SentenceTrainerOptions
    {
        /// <summary>The column to write with the most probable class. Default "PredictedLabel".</summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        /// <summary>How much rows of each class count beside their own weights; null, the default, where all count the same.</summary>
        public ClassWeights? ClassWeights { get; set; }

        internal override void Weigh(TrainingRows rows) => ClassWeights?.ApplyTo((LabeledTexts<int>)rows.Texts, rows.Outcome.Labels);

        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, PredictedLabelColumnName, Weight: ExampleWeightColumnName);
    }
}
