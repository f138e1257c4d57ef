using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Makes variants of texts by replacing words (TinyBERT, Jiao et al. 2020, algorithm 1). Safe for several threads.</summary>
/// <remarks>
/// <para>N times, each word that has candidates is replaced with probability p by one of them, all being equally probable; what equals the original or
/// an earlier variant is dropped.</para>
/// <para>Differences from the authors' code: only the replaced words change, where that writes the tokens of a text in small letters with blanks between them;
/// and of a pair each side varies beside the other's original (<see cref="PairVariation.EachSide"/>), where that varies the second text beside the last
/// variant of the first, because it overwrites the row.</para>
/// </remarks>
internal sealed class TextAugmenter
{
    private readonly IWordCandidates _candidates;
    private readonly ReplaceableWords _words;
    private readonly AugmentationOptions _options;
    private readonly ulong _seed;

    /// <param name="candidates">Proposes replacements.</param>
    /// <param name="options">How many variants of what kind.</param>
    /// <param name="seed">What the draws depend on, beside the row.</param>
    public TextAugmenter(IWordCandidates candidates, AugmentationOptions options, ulong seed)
    {
        (_candidates, _options, _seed) = (candidates, options, seed);
        _words = new ReplaceableWords(options.StopWords);
    }

    /// <summary>What the user should know of the files of candidates, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Reads the models and vectors that options name.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <param name="seed">What the draws depend on, beside the row.</param>
    /// <exception cref="ArgumentException">An option is out of range, no source of candidates is named, or the model has no masked-LM head.</exception>
    /// <exception cref="IOException">A file or folder is missing.</exception>
    /// <exception cref="ModelFileException">A file is damaged.</exception>
    public static TextAugmenter Load(AugmentationOptions options, ulong seed)
    {
        OptionsValidation.Validate(options);
        var copy = options.Clone();
        List<IWordCandidates> sources = [];
        List<string> notes = [];
        if (copy.OpenMaskedLanguageModel() is { } model)
        {
            sources.Add(new MaskedLmCandidates(model, copy.Candidates, copy.MaxTokens));
            notes.AddRange(model.Notes);
        }

        if (!string.IsNullOrWhiteSpace(copy.WordVectorFile))
        {
            var vectors = WordVectorReader.Read(
                copy.WordVectorFile, word => ReplaceableWords.IsWord(word), copy.MaximumWordVectors, new WorkerPool(copy.Threads), copy.CancellationToken);
            sources.Add(new WordVectorCandidates(vectors, copy.Candidates));
            notes.AddRange(vectors.Notes);
            notes.Add(FormattableString.Invariant($"'{copy.WordVectorFile}' has vectors of {vectors.Width} values for {vectors.Count:N0} words that may stand for others"));
        }

        return new TextAugmenter(new FirstCandidates(sources), copy, seed) { Notes = notes };
    }

    /// <summary>The variants of a text or a pair, each once, without the original.</summary>
    /// <param name="text">The text, or a pair's first.</param>
    /// <param name="pair">A pair's second text; null for a single text.</param>
    /// <param name="row">What tells the row from others: the same seed, row and texts give the same variants.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>At most as many as the options say, twice as many for a pair whose sides vary one at a time.</returns>
    public IReadOnlyList<TextVariant> Variants(string text, string? pair, ulong row, CancellationToken cancellationToken = default)
    {
        var first = Varied(text, row, side: 0, cancellationToken);
        var second = pair is null ? null : Varied(pair, row, side: 1, cancellationToken);
        var all = VariantsOf(first, second);
        var original = new TextVariant(text, pair);
        return [.. all.Distinct().Where(variant => variant != original)];
    }

    private IEnumerable<TextVariant> VariantsOf(VariedText first, VariedText? second)
    {
        var passes = Enumerable.Range(0, _options.Variants);
        return second is null
            ? passes.Select(pass => new TextVariant(first.Vary(pass), null))
            : _options.Pairs == PairVariation.BothSides
            ? passes.Select(pass => new TextVariant(first.Vary(pass), second.Vary(pass)))
            : passes.Select(pass => new TextVariant(first.Vary(pass), second.Original)).Concat(passes.Select(pass => new TextVariant(first.Original, second.Vary(pass))));
    }

    private VariedText Varied(string text, ulong row, ulong side, CancellationToken cancellationToken)
    {
        var words = _words.In(text);
        var candidates = words.Count == 0 ? [] : _candidates.CandidatesFor(text, words, cancellationToken);
        return new VariedText(text, words, candidates, _options.ReplacementProbability, SeededRandom.Combine(SeededRandom.Combine(_seed, row), side));
    }
}
