using System.Collections.Immutable;
using MLNet.Compression.Runtime.Tokenization.Unigrams;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>What the files of a folder say of its unigram tokenizer.</summary>
/// <param name="Parts">Pieces, options and special tokens.</param>
/// <param name="Scores">The score of each piece.</param>
/// <param name="Unused">Ids of pieces that no text is split into, special ones among them; ascending.</param>
/// <param name="Template">What stands around texts.</param>
internal sealed record UnigramParts(TokenizerParts Parts, ImmutableArray<float> Scores, ImmutableArray<int> Unused, SequenceTemplate Template)
{
    /// <summary>The precompiled map of characters; empty for none.</summary>
    public ImmutableArray<byte> Characters { get; init; } = [];

    /// <summary>Whether a space is put before a text.</summary>
    public bool AddsPrefix { get; init; } = true;

    /// <summary>Whether <c>``</c> and <c>''</c> become <c>"</c>.</summary>
    public bool ReplacesQuotes { get; init; }

    /// <exception cref="ModelFileException">The parts do not fit each other.</exception>
    public UnigramTokenizer ToTokenizer()
    {
        var vocabulary = Parts.ToVocabulary();
        try
        {
            return new UnigramTokenizer(vocabulary, Parts.Options, new UnigramModel(vocabulary, Scores, [.. Unused.Where(id => !vocabulary.IsSpecial(id))], Template)
            {
                Characters = new CharacterMap(Characters),
                AddsPrefix = AddsPrefix,
                ReplacesQuotes = ReplacesQuotes,
            });
        }
        catch (ArgumentException exception)
        {
            throw new ModelFileException(Parts.File, Parts.Place, "a unigram tokenizer that can be honoured", exception.Message, innerException: exception);
        }
    }
}
