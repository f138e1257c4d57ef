using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>The pieces a tokenizer knows; the id of a piece is its place in the list. Immutable and safe for several threads.</summary>
public sealed class Vocabulary
{
    /// <summary>Memory that a piece takes beside its characters: object, two references, entry of the dictionary.</summary>
    internal const int BytesOfPiece = 24 + (2 * 8) + 32;

    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    private Vocabulary(string[] tokens, Dictionary<string, int> ids)
    {
        _tokens = tokens;
        _ids = ids;
        _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        Tokens = Array.AsReadOnly(tokens);
        PaddingId = ids[SpecialTokens.Padding];
        UnknownId = ids[SpecialTokens.Unknown];
        ClassificationId = ids[SpecialTokens.Classification];
        SeparatorId = ids[SpecialTokens.Separator];
        MaskId = ids.TryGetValue(SpecialTokens.Mask, out int mask) ? mask : null;
    }

    /// <summary>Number of pieces.</summary>
    public int Count => _tokens.Length;

    /// <summary>All pieces in the order of their ids.</summary>
    public IReadOnlyList<string> Tokens { get; }

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
    public string this[int id] => (uint)id < (uint)_tokens.Length
        ? _tokens[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has the ids 0 to {_tokens.Length - 1}.");

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
        VocabularyFile.Write(path, _tokens);
    }

    /// <summary>Finds the id of a piece, spelt as in the vocabulary (a continuation with its <c>##</c>).</summary>
    /// <param name="token">The piece.</param>
    /// <param name="id">Its id, or 0.</param>
    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _lookup.TryGetValue(token, out id);

    /// <summary>Makes a vocabulary, or says what is wrong with the pieces.</summary>
    internal static Vocabulary? TryCreate(IReadOnlyList<string> tokens, out string? fault)
    {
        var copy = new string[tokens.Count];
        var ids = new Dictionary<string, int>(tokens.Count, StringComparer.Ordinal);
        for (int id = 0; id < copy.Length; id++)
        {
            copy[id] = tokens[id];
            fault = FaultOf(copy[id], id, ids);
            if (fault is not null)
                return null;
        }

        string? missing = Array.Find(SpecialTokens.Required, token => !ids.ContainsKey(token));
        fault = missing is null ? null
            : $"The vocabulary of {copy.Length} pieces has no {missing}. Take the vocabulary of a BERT model, which has it.";
        return missing is null ? new Vocabulary(copy, ids) : null;
    }

    private static string? FaultOf(string? token, int id, Dictionary<string, int> ids)
    {
        if (token is null)
            return $"Piece {id} is null.";
        if (token.AsSpan().ContainsAny('\r', '\n'))
            return $"Piece {id} holds a line break, so it could not be saved as a line.";
        if (!IsUnicode(token))
            return $"Piece {id} holds half of a surrogate pair, so it could not be saved as UTF-8.";
        return ids.TryAdd(token, id) ? null
            : $"Piece {id}, \"{token}\", is piece {ids[token]} already. Each piece may be there once: remove one of the two.";
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
