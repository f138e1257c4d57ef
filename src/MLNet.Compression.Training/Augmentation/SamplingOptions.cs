using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>How new texts are drawn from a masked-LM (Wang and Cho 2019).</summary>
public class SamplingOptions
{
    /// <summary>A Hugging Face folder of a BERT, ALBERT or DistilBERT model with a masked-LM head and its tokenizer. Must be set.</summary>
    [Required]
    public string? MaskedLanguageModel { get; set; }

    /// <summary>How many texts to make. Default 1,000. Where new ones come seldom, fewer are made: at most four times as many are tried.</summary>
    [Range(1, 100_000_000)]
    public int Count { get; set; } = 1_000;

    /// <summary>What the sampling of a text begins with. Default <see cref="SampledStart.SeedText"/>.</summary>
    [EnumDataType(typeof(SampledStart))]
    public SampledStart Start { get; set; } = SampledStart.SeedText;

    /// <summary>How often every token is drawn anew. Default 1, after which a text still has much of its seed; from masks alone some 10 are needed.</summary>
    [Range(1, 10_000)]
    public int Sweeps { get; set; } = 1;

    /// <summary>The share of a text's tokens that are hidden, and drawn anew, at once; at least one token is. Default 0.15.</summary>
    [Share]
    public double MaskedShare { get; set; } = 0.15;

    /// <summary>What the logits are divided by before one is drawn: below 1 for more usual texts, above for more varied ones. Default 1.</summary>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double Temperature { get; set; } = 1;

    /// <summary>Only so many most probable pieces are drawn from. Default 100.</summary>
    [Range(1, 100_000)]
    public int TopPieces { get; set; } = 100;

    /// <summary>The longest sequence, special tokens included; longer seeds are cut. Default 64; the model may set a lower limit.</summary>
    [Range(4, 65_536)]
    public int MaxTokens { get; set; } = 64;

    /// <summary>Threads to use, the caller's included; 0, the default, for all processors. The result does not depend on it.</summary>
    [Range(0, 1024)]
    [MayDifferOnResume]
    public int Threads { get; set; }

    /// <summary>Stops the work within a second.</summary>
    [MayDifferOnResume]
    public CancellationToken CancellationToken { get; set; }

    /// <summary>Options of their own with the same values.</summary>
    internal SamplingOptions Clone() => (SamplingOptions)MemberwiseClone();
}
