using System.Collections.Immutable;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>What a vocabulary has beside its pieces.</summary>
internal sealed record VocabularyExtras
{
    public static VocabularyExtras None { get; } = new();

    /// <summary>Tokens that are found before a text is split into words.</summary>
    public ImmutableArray<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>How the special tokens are spelt.</summary>
    public SpecialTokenNames Names { get; init; } = SpecialTokenNames.Usual;

    /// <summary>Memory that it takes: see <see cref="Vocabulary.BytesOfPiece"/>.</summary>
    public const int BytesOfToken = 160;
}
