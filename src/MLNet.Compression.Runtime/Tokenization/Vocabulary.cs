using System.Buffers;
using System.Text;
using System.Text.Unicode;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression;

/// <summary>The pieces a tokenizer knows; the id of a piece is its place in the list. Immutable and safe for several threads.</summary>
public sealed class Vocabulary
{
    /// <summary>Memory that a piece takes beside its characters: its places in lists and tables, and the text of it for who asks for that.</summary>
    internal const int BytesOfPiece = 24 + (2 * 8) + 32;

    private readonly PieceIndex _index;
    private IReadOnlyList<string>? _tokens;

    private Vocabulary(PieceText pieces, PieceIndex index)
    {
        Pieces = pieces;
        _index = index;
        PaddingId = index.Find("[PAD]"u8);
        UnknownId = index.Find("[UNK]"u8);
        ClassificationId = index.Find("[CLS]"u8);
        SeparatorId = index.Find("[SEP]"u8);
        MaskId = index.Find("[MASK]"u8) is >= 0 and int mask ? mask : null;
    }

    /// <summary>Number of pieces.</summary>
    public int Count => Pieces.Count;

    /// <summary>All pieces in the order of their ids.</summary>
    /// <remarks>They are held as UTF-8; texts are made of them when they are first asked for.</remarks>
    public IReadOnlyList<string> Tokens =>
        Volatile.Read(ref _tokens) ?? Interlocked.CompareExchange(ref _tokens, Array.AsReadOnly(Pieces.DecodeAll()), null) ?? _tokens;

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

    /// <summary>All pieces as UTF-8.</summary>
    internal PieceText Pieces { get; }

    /// <summary>Makes a vocabulary of a list of pieces.</summary>
    /// <param name="tokens">The pieces; the id of each is its index.</param>
    /// <exception cref="ArgumentException">A piece is null, no Unicode, holds a line break or is there twice, or a special token is missing.</exception>
    public static Vocabulary FromTokens(IReadOnlyList<string> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return TryCreate(tokens, out string? fault)
            ?? throw new ArgumentException(fault, nameof(tokens));
    }

    /// <summary>Reads a <c>vocab.txt</c>: UTF-8, one piece a line.</summary>
    /// <param name="vocabTxtPath">The file.</param>
    /// <exception cref="ModelFileException">The file is not UTF-8, holds a piece twice, or lacks a special token.</exception>
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
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(token.Length));
        bool isUnicode = Utf8.FromUtf16(token, rented, out _, out int length, replaceInvalidSequences: false) == OperationStatus.Done;
        bool found = TryGetId(rented.AsSpan(0, isUnicode ? length : 0), out id) && isUnicode;
        ArrayPool<byte>.Shared.Return(rented);
        id = found ? id : 0;
        return found;
    }

    /// <summary>Finds the id of a piece by its UTF-8 bytes.</summary>
    internal bool TryGetId(ReadOnlySpan<byte> token, out int id)
    {
        int found = _index.Find(token);
        id = Math.Max(found, 0);
        return found >= 0;
    }

    /// <summary>Makes a vocabulary, or says what is wrong with the pieces.</summary>
    internal static Vocabulary? TryCreate(IReadOnlyList<string> tokens, out string? fault)
    {
        for (int id = 0; id < tokens.Count; id++)
        {
            fault = FaultOf(tokens[id], id);
            if (fault is not null)
                return null;
        }

        return TryCreate(PieceText.Of(tokens), out fault);
    }

    /// <summary>Makes a vocabulary, or says what is wrong with the pieces.</summary>
    /// <param name="pieces">Pieces without line breaks.</param>
    /// <param name="fault">What is wrong; null if nothing is.</param>
    internal static Vocabulary? TryCreate(PieceText pieces, out string? fault)
    {
        var index = PieceIndex.Of(pieces, out int? duplicate, out int original);
        fault = duplicate is { } id
            ? $"Piece {id}, \"{pieces.Decode(id)}\", is piece {original} already. Each piece may be there once: remove one of the two."
            : MissingFrom(pieces, index);
        return fault is null ? new Vocabulary(pieces, index) : null;
    }

    private static string? MissingFrom(PieceText pieces, PieceIndex index)
    {
        foreach (string token in SpecialTokens.Required)
        {
            if (index.Find(Encoding.UTF8.GetBytes(token)) < 0)
                return $"The vocabulary of {pieces.Count} pieces has no {token}. Take the vocabulary of a BERT model, which has it.";
        }

        return null;
    }

    private static string? FaultOf(string? token, int id)
    {
        if (token is null)
            return $"Piece {id} is null.";
        if (token.AsSpan().ContainsAny('\r', '\n'))
            return $"Piece {id} holds a line break, so it could not be saved as a line.";
        return IsUnicode(token) ? null
            : $"Piece {id} holds half of a surrogate pair, so it could not be saved as UTF-8.";
    }

    private static bool IsUnicode(string token)
    {
        for (int i = token.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < token.Length; i++)
        {
            if (char.IsSurrogate(token[i]) && !(char.IsHighSurrogate(token[i]) && ++i < token.Length && char.IsLowSurrogate(token[i])))
                return false;
        }

        return true;
    }
}
