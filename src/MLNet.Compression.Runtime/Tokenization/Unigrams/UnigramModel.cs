using System.Collections.Immutable;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.Unigrams;

/// <summary>SentencePiece's unigram language model (Kudo 2018): the logarithm of each piece's probability, and how text is normalised.</summary>
internal sealed class UnigramModel : SubwordModel
{
    /// <summary>The kind, in files.</summary>
    public const string Kind = "unigram";

    /// <summary>Bytes of the longest piece, so that no vocabulary makes a text costly.</summary>
    public const int MostBytes = 128;

    // SentencePiece's own, below the least probable piece.
    private const double UnknownPenalty = 10;

    private readonly SequenceTemplate _template;

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="scores">The logarithm of the probability of each piece.</param>
    /// <param name="unused">Ids of pieces that no text is split into, beside the special ones; ascending.</param>
    /// <param name="template">What stands around texts.</param>
    /// <exception cref="ArgumentException">There are more or fewer scores than pieces, or a piece is there twice, too long, or holds ▁ behind its start.</exception>
    public UnigramModel(Vocabulary vocabulary, ImmutableArray<float> scores, ImmutableArray<int> unused, SequenceTemplate template)
    {
        RequireUnique(vocabulary);
        (Scores, Unused, _template) = (scores, unused, template);
        IsText = new bool[vocabulary.Pieces.Count];
        if (scores.Length != IsText.Length)
        {
            throw new ArgumentException($"There are {scores.Length} scores for {IsText.Length} pieces.", nameof(scores));
        }

        var least = 0.0;
        for (var id = 0; id < IsText.Length; id++)
        {
            IsText[id] = !vocabulary.IsSpecial(id) && unused.BinarySearch(id) < 0 && !vocabulary.Pieces[id].IsEmpty;
            if (IsText[id])
            {
                MostPieceBytes = Math.Max(MostPieceBytes, LengthOf(vocabulary, id));
                least = Math.Min(least, scores[id]);
            }
        }

        UnknownScore = least - UnknownPenalty;
    }

    /// <inheritdoc/>
    public override string Name => Kind;

    /// <inheritdoc/>
    public override string? UsualModelType(Vocabulary vocabulary) => _template.UsualModelType("xlm-roberta", vocabulary);

    /// <inheritdoc/>
    public override SequenceTemplate Template => _template;

    /// <summary>The logarithm of the probability of each piece.</summary>
    public ImmutableArray<float> Scores { get; }

    /// <summary>Ids of pieces that no text is split into, beside the special ones; ascending.</summary>
    public ImmutableArray<int> Unused { get; }

    /// <summary>Whether texts are split into a piece.</summary>
    public bool[] IsText { get; }

    /// <summary>Bytes of the longest piece that texts are split into.</summary>
    public int MostPieceBytes { get; }

    /// <summary>The score of a character that is no piece.</summary>
    public double UnknownScore { get; }

    /// <summary>What characters become.</summary>
    public CharacterMap Characters { get; init; } = CharacterMap.Empty;

    /// <summary>Whether a space is put before a text.</summary>
    public bool AddsPrefix { get; init; } = true;

    /// <summary>Whether <c>``</c> and <c>''</c> become <c>"</c>, as in ALBERT.</summary>
    public bool ReplacesQuotes { get; init; }

    /// <inheritdoc/>
    public override void Check(Vocabulary vocabulary, TokenizerOptions options)
    {
        if (options with { TruncateLeft = false, RecognizeSpecialTokens = false, LowerCase = false, StripAccents = null } != Unchanged)
        {
            throw new ArgumentException($"A unigram tokenizer lower-cases and strips accents, but does nothing else to texts, and the options are {options}: leave the others off.", nameof(options));
        }

        if (vocabulary.AddedTokens.FirstOrDefault(token => token.IsNormalized) is { } added)
        {
            throw new ArgumentException($"The added token \"{added.Text}\" is to be found in normalised text, which is not supported with a unigram tokenizer: set its \"normalized\" to false.", nameof(vocabulary));
        }
    }

    /// <inheritdoc/>
    public override TextTokenizer CreateTokenizer(Vocabulary vocabulary, TokenizerOptions options) => new UnigramTokenizer(vocabulary, options, this);

    /// <inheritdoc/>
    public override bool IsLike(SubwordModel other) => other is UnigramModel model
        && (model._template, model.AddsPrefix, model.ReplacesQuotes) == (_template, AddsPrefix, ReplacesQuotes)
        && model.Scores.AsSpan().SequenceEqual(Scores.AsSpan())
        && model.Unused.AsSpan().SequenceEqual(Unused.AsSpan())
        && model.Characters.Data.AsSpan().SequenceEqual(Characters.Data.AsSpan());

    /// <inheritdoc/>
    public override void Write(ModelWriter writer)
    {
        _template.Write(writer);
        writer.WriteInt32(AddsPrefix ? 1 : 0);
        writer.WriteInt32(ReplacesQuotes ? 1 : 0);
        writer.WriteInt32(Characters.Data.Length);
        writer.WriteBytes(Characters.Data.AsSpan());
        writer.WriteSingles(Scores.AsSpan());
        writer.WriteInt32(Unused.Length);
        foreach (var id in Unused)
        {
            writer.WriteInt32(id);
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static UnigramModel Read(ModelReader reader, Vocabulary vocabulary)
    {
        var template = SequenceTemplate.Read(reader);
        var (addsPrefix, replacesQuotes) = (reader.ReadFlag("whether a space is put before texts"), reader.ReadFlag("whether quotes are replaced"));
        var map = reader.ReadText("the map of characters");
        var scores = reader.ReadSingles(vocabulary.Pieces.Count, "scores of pieces");
        var unused = new int[reader.ReadInt32("the number of unused pieces", 0, (int)Math.Min(reader.Remaining / sizeof(int), scores.Length))];
        for (var i = 0; i < unused.Length; i++)
        {
            unused[i] = reader.ReadInt32("an unused piece", i == 0 ? 0 : unused[i - 1] + 1, scores.Length - 1);
        }

        reader.Spend(map.Length + (sizeof(int) * (long)unused.Length) + scores.Length, "the tokenizer");
        try
        {
            return new UnigramModel(vocabulary, ImmutableCollectionsMarshal.AsImmutableArray(scores), ImmutableCollectionsMarshal.AsImmutableArray(unused), template)
            {
                Characters = new CharacterMap(ImmutableCollectionsMarshal.AsImmutableArray(map)),
                AddsPrefix = addsPrefix,
                ReplacesQuotes = replacesQuotes,
            };
        }
        catch (ArgumentException e)
        {
            throw reader.Error("a unigram tokenizer", e.Message, cause: e);
        }
    }

    private static int LengthOf(Vocabulary vocabulary, int id)
    {
        var piece = vocabulary.Pieces[id];
        if (piece.Length > MostBytes)
        {
            throw new ArgumentException($"Piece {id}, \"{vocabulary.Pieces.Decode(id)}\", has {piece.Length} bytes; the most are {MostBytes}.", nameof(vocabulary));
        }

        return piece.LastIndexOf(UnigramText.Space) <= 0 ? piece.Length
            : throw new ArgumentException($"Piece {id}, \"{vocabulary.Pieces.Decode(id)}\", spans several words, which is not supported.", nameof(vocabulary));
    }
}
