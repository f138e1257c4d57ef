using MLNet.Compression.Columns;

namespace MLNet.Compression;

public sealed partial class TextClassificationTrainer
{
    /// <summary>What is trained, on which columns, and how. The label column is a key.</summary>
    public sealed class Options : SentenceTrainerOptions
    {
        /// <summary>The column to write with the most probable class. Default "PredictedLabel".</summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, PredictedLabelColumnName);
    }
}
