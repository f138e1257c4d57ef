using MLNet.Compression.Columns;

namespace MLNet.Compression;

public sealed partial class NamedEntityTrainer
{
    /// <summary>What is trained, on which columns, and how.</summary>
    public sealed class Options : TextTrainerOptions
    {
        /// <summary>The label column, a vector with a tag for each word. Default "Label".</summary>
        public string LabelColumnName { get; set; } = "Label";

        /// <summary>The column of texts, whose words white space parts, or of vectors of words. Default "Sentence".</summary>
        public string Sentence1ColumnName { get; set; } = "Sentence";

        /// <summary>The column to write with the probability of each tag for each word. Default "Score".</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>The column to write with the most probable tag of each word. Default "PredictedLabel".</summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Pair: null, ScoreColumnName, PredictedLabelColumnName) { TakesWords = true };
    }
}
