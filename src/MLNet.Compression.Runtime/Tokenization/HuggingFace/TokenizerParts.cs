using System.Text;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>What the files of a folder say of its tokenizer.</summary>
internal sealed record TokenizerParts
{
    /// <summary>The file with the pieces, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Where in it they are.</summary>
    public required string Place { get; init; }

    public required PieceText Pieces { get; init; }

    public required TokenizerOptions Options { get; init; }

    public SpecialTokenNames Names { get; init; } = SpecialTokenNames.Usual;

    /// <summary>Added tokens; of those of one text the last counts.</summary>
    public List<AddedToken> Added { get; init; } = [];

    /// <exception cref="ModelFileException">The parts do not fit each other.</exception>
    public Vocabulary ToVocabulary()
    {
        string[] special = Names.All;
        var index = PieceIndex.Of(Pieces);
        IEnumerable<AddedToken> added = Added
            .Where(token => !(token.IsPlain && special.Contains(token.Text) && index.Find(Encoding.UTF8.GetBytes(token.Text)) == token.Id))
            .GroupBy(token => token.Text, StringComparer.Ordinal).Select(tokens => tokens.Last()).OrderBy(token => token.Id);
        var extras = new VocabularyExtras { AddedTokens = [.. added], Names = Names };
        return Vocabulary.TryCreate(Pieces, out string? fault, extras)
            ?? throw new ModelFileException(File, Place, "the special tokens, and added tokens with ids of their own", fault!);
    }
}
