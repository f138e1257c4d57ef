using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>What the files of a folder say of its tokenizer.</summary>
internal sealed record TokenizerParts
{
    /// <summary>The file with the pieces, for messages.</summary>
    public required string File { get; init; }

    /// <summary>Where in it they are.</summary>
    public required string Place { get; init; }

    public required PieceText Pieces { get; init; }

    /// <summary>The ids of the pieces.</summary>
    public PieceIndex Index => field ??= PieceIndex.Of(Pieces);

    public required TokenizerOptions Options { get; init; }

    public SpecialTokenNames Names { get; init; } = SpecialTokenNames.Usual;

    /// <summary>Added tokens; of those of one text the last counts.</summary>
    public List<AddedToken> Added { get; init; } = [];

    /// <summary>How many pieces the reference counts, which gives added tokens the ids behind as many; null for all that differ.</summary>
    public int? Entries { get; init; }

    /// <exception cref="ModelFileException">The parts do not fit each other.</exception>
    public Vocabulary ToVocabulary()
    {
        RequireUsualIds();
        var special = Names.All;
        IEnumerable<AddedToken> added = Added
            .Where(token => !(token.IsPlain && special.Contains(token.Text) && Find(token.Text) == token.Id))
            .Reverse().DistinctBy(token => token.Text, StringComparer.Ordinal).OrderBy(token => token.Id);
        var extras = new VocabularyExtras { AddedTokens = [.. added], Names = Names };
        return Vocabulary.TryCreate(Pieces, Index, extras, out var fault)
            ?? throw new ModelFileException(File, Place, "the special tokens, and added tokens with ids of their own", fault!);
    }

    // Programs that read the same files differ where an added token has another id than it gets when it is added.
    private void RequireUsualIds()
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = Entries ?? Index.Distinct;
        foreach (var token in Added)
        {
            var expected = Find(token.Text) is >= 0 and int piece ? piece : ids.GetValueOrDefault(token.Text, next);
            if (token.Id != expected)
            {
                throw new ModelFileException(
                    File, $"the added token '{token.Text}'", $"the id {expected}, which Hugging Face's tokenizers gives it", $"{token.Id}",
                    "Load and save the tokenizer there, and see which row of the word embeddings the token was trained with.");
            }

            ids[token.Text] = token.Id;
            next = Math.Max(next, token.Id + 1);
        }
    }

    private int Find(string text) => Index.Find(Encoding.UTF8.GetBytes(text));
}
