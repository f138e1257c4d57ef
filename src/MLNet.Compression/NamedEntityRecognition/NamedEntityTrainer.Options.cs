using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;

namespace MLNet.Compression;

public sealed partial class NamedEntityTrainer
{
    /// <summary>What is trained, on which columns, and how. The label column is a vector with a tag for each word.</summary>
    public sealed class Options : TextTrainerOptions
    {
        /// <summary>The options of a usual training; <see cref="TextTrainerOptions.Sentence1ColumnName"/> is "Sentence".</summary>
        public Options() => Sentence1ColumnName = "Sentence";

        /// <summary>The column to write with the most probable tag of each word. Default "PredictedLabel".</summary>
        public string PredictedLabelColumnName { get; set; } = "PredictedLabel";

        internal override TextColumns Columns => new(LabelColumnName, Sentence1ColumnName, Pair: null, ScoreColumnName, PredictedLabelColumnName) { TakesWords = true };

        private protected override IEnumerable<ValidationResult> Faults() => Sentence2ColumnName is null
            ? base.Faults()
            : base.Faults().Append(new ValidationResult($"Sentence2ColumnName is '{Sentence2ColumnName}', but the words of one text are tagged: leave it null."));
    }
}
