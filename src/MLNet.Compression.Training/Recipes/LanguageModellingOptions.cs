using System.ComponentModel.DataAnnotations;

namespace MLNet.Compression;

/// <summary>How a model goes on learning from running text.</summary>
public class LanguageModellingOptions : TrainingOptions
{
    /// <summary>Which tokens are hidden and asked for, anew in every step. Default <see cref="Masking.Bert"/>.</summary>
    [Required]
    public Masking Masking { get; set; } = Masking.Bert;
}
