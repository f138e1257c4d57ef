using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression;

/// <summary>How variants of texts are made: words replaced by others that fit their place (TinyBERT, Jiao et al. 2020, algorithm 1).</summary>
public class AugmentationOptions : IValidatableObject
{
    /// <summary>
    /// A Hugging Face folder of a BERT, ALBERT or DistilBERT model with a masked-LM head and its tokenizer, which proposes replacements of words
    /// that are one piece of its vocabulary; null, the default, for none.
    /// </summary>
    public string? MaskedLanguageModel { get; set; }

    /// <summary>
    /// A text file of word vectors as GloVe's, a line <c>word v1 v2 ...</c> each, whose nearest words replace those for which the masked-LM has no
    /// proposal, or all where there is none; null, the default, for none. One of the two must be set.
    /// </summary>
    public string? WordVectorFile { get; set; }

    /// <summary>The most words to read from <see cref="WordVectorFile"/>, whose first ones are usually the most frequent. Default 400,000.</summary>
    [Range(1, 10_000_000)]
    public int MaximumWordVectors { get; set; } = 400_000;

    /// <summary>
    /// Passes over a text, each of which makes one variant; those that are equal to another, or to the original, are dropped. Default 20; TinyBERT has
    /// 30 for small data sets, 10 for those of hundreds of thousands of rows.
    /// </summary>
    [Range(1, 10_000)]
    public int Variants { get; set; } = 20;

    /// <summary>The probability with which a pass replaces a word that has candidates. Default 0.4.</summary>
    [Share]
    public double ReplacementProbability { get; set; } = 0.4;

    /// <summary>The most candidates of a word. Default 15.</summary>
    [Range(1, 1_000)]
    public int Candidates { get; set; } = 15;

    /// <summary>Words that are never replaced, in any case of letters; null, the default, for the usual ones of English: articles, pronouns, prepositions, negations.</summary>
    public IReadOnlyCollection<string>? StopWords { get; set; }

    /// <summary>How the two texts of a pair vary. Default <see cref="PairVariation.EachSide"/>.</summary>
    [EnumDataType(typeof(PairVariation))]
    public PairVariation Pairs { get; set; } = PairVariation.EachSide;

    /// <summary>Whether the original stands before its variants. Default true.</summary>
    public bool KeepOriginal { get; set; } = true;

    /// <summary>
    /// The longest sequence that the masked-LM reads, in which a text stands twice; of a longer text it reads a window around the word. Default 256; the
    /// model may set a lower limit.
    /// </summary>
    [Range(8, 65_536)]
    public int MaxTokens { get; set; } = 256;

    /// <summary>Threads to use, the caller's included; 0, the default, for all processors. The result does not depend on it.</summary>
    [Range(0, 1024)]
    [MayDifferOnResume]
    public int Threads { get; set; }

    /// <summary>Stops the work within a second.</summary>
    [MayDifferOnResume]
    public CancellationToken CancellationToken { get; set; }

    /// <inheritdoc/>
    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext) => Faults().Select(fault => new ValidationResult(fault));

    /// <summary>Whether a masked-LM is named.</summary>
    private protected virtual bool HasMaskedLanguageModel => !string.IsNullOrWhiteSpace(MaskedLanguageModel);

    /// <summary>The masked-LM, read; null for none.</summary>
    internal virtual Training.Augmentation.MaskedLanguageModel? OpenMaskedLanguageModel() =>
        HasMaskedLanguageModel ? Training.Augmentation.MaskedLanguageModel.Load(MaskedLanguageModel!, Threads) : null;

    /// <summary>Options of their own with the same values.</summary>
    internal AugmentationOptions Clone()
    {
        var copy = (AugmentationOptions)MemberwiseClone();
        copy.StopWords = StopWords is null ? null : [.. StopWords];
        return copy;
    }

    /// <summary>A sentence for each fault that is not one of a single option.</summary>
    private protected virtual IEnumerable<string> Faults()
    {
        if (!HasMaskedLanguageModel && string.IsNullOrWhiteSpace(WordVectorFile))
        {
            yield return $"Neither {nameof(MaskedLanguageModel)} nor {nameof(WordVectorFile)} is set, so no word has a candidate: name the folder of a model with a masked-LM head, a file of word vectors as GloVe's, or both.";
        }
    }
}
