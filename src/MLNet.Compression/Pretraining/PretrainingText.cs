using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;

namespace MLNet.Compression.Pretraining;

/// <summary>Which texts are learnt from, and what is made of them.</summary>
/// <param name="Columns">The column of texts, and that of vectors which the transformer writes.</param>
/// <param name="MaxTokens">The longest text in tokens.</param>
internal sealed record PretrainingText(FeatureColumnNames Columns, int MaxTokens)
{
    /// <summary>What is wrong with the columns.</summary>
    public IEnumerable<ValidationResult> Faults() => Columns.Faults().Select(fault => new ValidationResult(fault));
}
