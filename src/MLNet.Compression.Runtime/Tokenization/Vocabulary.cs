using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression;

/// <summary>The pieces a tokenizer knows; the id of a piece is its place in the list. Immutable and safe for several threads.</summary>
/// <remarks>
/// As the reference numbers them: of a piece that is there more than once the last place counts, and an empty one is a place without a piece.
/// Behind the pieces there may be tokens that somebody added to a model's tokenizer, which are found in a text before it is split.
/// </remarks>
public sealed partial class Vocabulary
{
    /// <summary>Memory that a piece takes beside its characters: its places in lists and tables, and the text of it for who asks for that.</summary>
    internal const int BytesOfPiece = 24 + (2 * 8) + 32;

    private readonly PieceIndex _index;
    private IReadOnlyList<string>? _tokens;

    private Vocabulary(PieceText pieces, PieceIndex index, VocabularyExtras extras)
    {
        Pieces = pieces;
        _index = index;
        AddedTokens = extras.AddedTokens;
        Names = extras.Names;
        Count = Pieces.Count;
        foreach (var token in AddedTokens)
        {
            Count = Math.Max(Count, token.Id + 1);
        }

        PaddingId = IdOf(Names.Padding);
        UnknownId = IdOf(Names.Unknown);
        ClassificationId = IdOf(Names.Classification);
        SeparatorId = IdOf(Names.Separator);
        MaskId = IdOf(Names.Mask) is >= 0 and int mask ? mask : null;
    }

    /// <summary>Number of ids.</summary>
    public int Count { get; }

    /// <summary>All pieces, and behind them the added tokens, in the order of their ids; empty where an id has none.</summary>
    /// <remarks>They are held as UTF-8; texts are made of them when they are first asked for.</remarks>
    public IReadOnlyList<string> Tokens =>
        Volatile.Read(ref _tokens) ?? Interlocked.CompareExchange(ref _tokens, Array.AsReadOnly(DecodeAll()), null) ?? _tokens;

    /// <summary>Id of <c>[PAD]</c>.</summary>
    public int PaddingId { get; }

    /// <summary>Id of <c>[UNK]</c>.</summary>
    public int UnknownId { get; }

    /// <summary>Id of <c>[CLS]</c>.</summary>
    public int ClassificationId { get; }

    /// <summary>Id of <c>[SEP]</c>.</summary>
    public int SeparatorId { get; }

    /// <summary>Id of <c>[MASK]</c>; null where the vocabulary has none.</summary>
    public int? MaskId { get; }

    /// <summary>The piece with an id.</summary>
    /// <param name="id">In 0 .. <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is outside the vocabulary.</exception>
    public string this[int id] => (uint)id < (uint)Count
        ? Tokens[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has the ids 0 to {Count - 1}.");

    /// <summary>All pieces as UTF-8, without added tokens.</summary>
    internal PieceText Pieces { get; }

    /// <summary>Tokens that are found before a text is split into words; an id may be that of a piece of the same text.</summary>
    internal ImmutableArray<AddedToken> AddedTokens { get; }

    /// <summary>How the special tokens are spelt.</summary>
    internal SpecialTokenNames Names { get; }

    /// <summary>The places of a piece that is there twice, the first such one; null if there is none.</summary>
    internal (int First, int Second)? Repeated => _index.Repeated;

    /// <summary>Makes a vocabulary of a list of pieces.</summary>
    /// <param name="tokens">The pieces; the id of each is its index.</param>
    /// <exception cref="ArgumentException">A piece is null, no Unicode or holds a line break, or a special token is missing.</exception>
    public static Vocabulary FromTokens(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return TryCreate(tokens, out var fault)
            ?? throw new ArgumentException(fault, nameof(tokens));
    }

    /// <summary>Reads a <c>vocab.txt</c>: UTF-8, one piece a line.</summary>
    /// <param name="vocabTxtPath">The file.</param>
    /// <exception cref="ModelFileException">The file is not UTF-8, or lacks a special token.</exception>
    public static Vocabulary Load(string vocabTxtPath)
    {
        ArgumentException.ThrowIfNullOrEmpty(vocabTxtPath);
        return VocabularyFile.Read(vocabTxtPath);
    }

    /// <summary>Writes a <c>vocab.txt</c>: UTF-8, one piece a line.</summary>
    /// <param name="path">The file; one that is there is replaced once the new one is complete.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        VocabularyFile.Write(path, Pieces);
    }

    /// <summary>Finds the id of a piece, spelt as in the vocabulary (a continuation with its <c>##</c>).</summary>
    /// <param name="token">The piece.</param>
    /// <param name="id">Its id, or 0.</param>
    public bool TryGetId(ReadOnlySpan<char> token, out int id)
    {
        foreach (var added in AddedTokens)
        {
            if (token.SequenceEqual(added.Text))
            {
                id = added.Id;
                return true;
            }
        }

        id = 0;
        var rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        var isUnicode = Utf8.FromUtf16(token, rented, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done;
        var found = isUnicode && TryGetId(rented.AsSpan(0, length), out id);
        ArrayPool<byte>.Shared.Return(rented);
        return found;
    }

    /// <summary>Finds the id of a piece by its UTF-8 bytes.</summary>
    internal bool TryGetId(ReadOnlySpan<byte> token, out int id)
    {
        var found = token.IsEmpty ? -1 : _index.Find(token);
        id = Math.Max(found, 0);
        return found >= 0;
    }

    /// <summary>Whether an id is that of a piece that stands for no text: padding, unknown, classification, separator or mask.</summary>
    internal bool IsSpecial(int id) => id == PaddingId || id == UnknownId || id == ClassificationId || id == SeparatorId || id == MaskId;

    private int IdOf(string token) => TryGetId(token, out var id) ? id : -1;

    private string[] DecodeAll()
    {
        var tokens = Pieces.DecodeAll();
        Array.Resize(ref tokens, Count);
        for (var id = Pieces.Count; id < Count; id++)
        {
            tokens[id] = "";
        }

        foreach (var token in AddedTokens)
        {
            tokens[token.Id] = token.Text;
        }

        return tokens;
    }
}
