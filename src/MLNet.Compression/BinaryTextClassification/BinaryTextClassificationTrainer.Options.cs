using MLNet.Compression.Columns;

namespace MLNet.Compression;

public sealed partial class BinaryTextClassificationTrainer
{
    /// <summary>What is trained, on which columns, and how. The label column is a Boolean.</summary>
    public sealed class Options : SentenceTrainerOptions
    {
        /// <summary>The column to write with the probability that it is true. Default "Probability".</summary>
        public string ProbabilityColumnName { get; set; } = "Probability";

        /// <summary>The column to write with the more probable value. Default "PredictedLabel".</summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Sentence2ColumnName, ScoreColumnName, PredictedLabelColumnName, ProbabilityColumnName);
    }
}
