using System.Text;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression;

public sealed partial class Vocabulary
{
    private const int MostIdsBehind = 1 << 16;
    private const int MostTokenLength = 1000;

    /// <summary>Makes a vocabulary, or says what is wrong with the pieces.</summary>
    internal static Vocabulary? TryCreate(IReadOnlyList<string> tokens, out string? fault, VocabularyExtras? extras = null)
    {
        for (var id = 0; id < tokens.Count; id++)
        {
            fault = FaultOf(tokens[id], id);
            if (fault is not null)
            {
                return null;
            }
        }

        return TryCreate(PieceText.Of(tokens), out fault, extras);
    }

    /// <summary>Makes a vocabulary, or says what is wrong with the pieces.</summary>
    /// <param name="pieces">Pieces without line breaks.</param>
    /// <param name="fault">What is wrong; null if nothing is.</param>
    /// <param name="extras">Added tokens and the spelling of the special ones; null for the usual.</param>
    internal static Vocabulary? TryCreate(PieceText pieces, out string? fault, VocabularyExtras? extras = null) =>
        TryCreate(pieces, PieceIndex.Of(pieces), extras ?? VocabularyExtras.None, out fault);

    /// <summary>As <see cref="TryCreate(PieceText, out string?, VocabularyExtras?)"/>, of pieces whose ids were found already.</summary>
    internal static Vocabulary? TryCreate(PieceText pieces, PieceIndex index, VocabularyExtras extras, out string? fault)
    {
        fault = extras.AddedTokens.IsEmpty ? null : FaultOf(extras, pieces, index);
        var vocabulary = fault is null ? new Vocabulary(pieces, index, extras) : null;
        fault ??= MissingFrom(vocabulary!);
        return fault is null ? vocabulary : null;
    }

    private static string? MissingFrom(Vocabulary vocabulary)
    {
        foreach (var token in vocabulary.Names.Required)
        {
            // What stands for an unknown word must be a piece.
            if (!vocabulary.TryGetId(token, out var id) || (token == vocabulary.Names.Unknown && id >= vocabulary.Pieces.Count))
            {
                return $"The vocabulary of {vocabulary.Count} pieces has no {token}. Take the vocabulary of a BERT model, which has it.";
            }
        }

        return null;
    }

    private static string? FaultOf(VocabularyExtras extras, PieceText pieces, PieceIndex index)
    {
        var ids = new Dictionary<int, string>();
        foreach (var token in extras.AddedTokens)
        {
            if (FaultOf(token.Text, token.Id) is { } fault)
            {
                return fault;
            }

            if (token.Text.Length > MostTokenLength)
            {
                return $"The added token with the id {token.Id} is {token.Text.Length} characters long; the most are {MostTokenLength}.";
            }

            if (token.Id < 0 || token.Id > pieces.Count + MostIdsBehind)
            {
                return $"The added token \"{token.Text}\" has the id {token.Id}, but there are {pieces.Count} pieces, and at most {MostIdsBehind} ids behind them.";
            }

            var piece = index.Find(Encoding.UTF8.GetBytes(token.Text));
            if (piece >= 0 ? piece != token.Id : token.Id < pieces.Count && !pieces[token.Id].IsEmpty)
            {
                return $"The added token \"{token.Text}\" has the id {token.Id}, but that is the piece \"{(token.Id < pieces.Count ? pieces.Decode(token.Id) : "")}\"" +
                    (piece >= 0 ? $", and the token is piece {piece}." : ".");
            }

            if (!ids.TryAdd(token.Id, token.Text))
            {
                return $"The added tokens \"{token.Text}\" and \"{ids[token.Id]}\" have the id {token.Id} both.";
            }
        }

        return null;
    }

    private static string? FaultOf(string? token, int id)
    {
        if (token is null)
        {
            return $"Piece {id} is null.";
        }

        if (token.AsSpan().ContainsAny('\r', '\n'))
        {
            return $"Piece {id} holds a line break, so it could not be saved as a line.";
        }

        return IsUnicode(token) ? null
            : $"Piece {id} holds half of a surrogate pair, so it could not be saved as UTF-8.";
    }

    private static bool IsUnicode(string token)
    {
        for (var i = token.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < token.Length; i++)
        {
            if (char.IsSurrogate(token[i]) && !(char.IsHighSurrogate(token[i]) && ++i < token.Length && char.IsLowSurrogate(token[i])))
            {
                return false;
            }
        }

        return true;
    }
}
