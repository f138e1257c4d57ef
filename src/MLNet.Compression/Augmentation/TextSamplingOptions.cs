using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Columns;

namespace MLNet.Compression;

/// <summary>Which columns of seeds <see cref="DataCatalogExtensions.SampleTexts"/> reads, and how it makes new texts of them.</summary>
public sealed class TextSamplingOptions : SamplingOptions, IValidatableObject
{
    /// <summary>The text column. Default "Sentence1".</summary>
    public string Sentence1ColumnName { get; set; } = "Sentence1";

    /// <summary>The column of second texts, for pairs. Default null.</summary>
    public string? Sentence2ColumnName { get; set; }

    /// <summary>The seed; null, the default, for that of the MLContext. The same seed, options and rows give the same texts. Without any seed one is chosen at random and logged.</summary>
    public int? Seed { get; set; }

    internal TextColumnNames Columns => new(Sentence1ColumnName, Sentence2ColumnName);

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => Columns.Faults().Select(fault => new ValidationResult(fault));
}
