using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;

namespace MLNet.Compression;

public sealed partial class MaskFillingEstimator
{
    /// <summary>Which columns, and how many pieces.</summary>
    public sealed class Options : IValidatableObject
    {
        /// <summary>The column of texts with masks in them. Default "Text".</summary>
        public string InputColumnName { get; set; } = "Text";

        /// <summary>The column to write with the pieces. Default "Pieces".</summary>
        public string OutputColumnName { get; set; } = "Pieces";

        /// <summary>The column to write with their probabilities. Default "Score".</summary>
        public string ScoreColumnName { get; set; } = "Score";

        /// <summary>How many pieces for each masked place. Default 5.</summary>
        [Range(1, int.MaxValue)]
        public int Top { get; set; } = 5;

        /// <summary>Threads that share a batch of rows; 0, the default, for all processors.</summary>
        [Range(0, 1024)]
        public int Threads { get; set; }

        internal MaskColumnNames Columns => new(InputColumnName, OutputColumnName, ScoreColumnName);

        internal Options Copied() => (Options)MemberwiseClone();

        IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => Columns.Faults().Select(fault => new ValidationResult(fault));
    }
}
