using MLNet.Compression.Runtime.Tokenization.WordPiece;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>WordPiece as it was published: of each word the longest prefix that the dictionary holds, then the longest of the rest.</summary>
/// <remarks>The plain contender of <see cref="BertTokenizer"/>, with the same normaliser, for words of the basic plane.</remarks>
internal sealed class DictionaryTokenizer(Vocabulary vocabulary)
{
    private const string Continuation = "##";

    private readonly TokenizerOptions _options = new();
    private readonly WordReader _reader = new(new TokenizerOptions());
    private readonly WordBuffer _word = new();
    private readonly char[] _characters = new char[1024];

    /// <summary>Appends the ids of a text, without special tokens.</summary>
    public void AddTo(List<int> ids, ReadOnlySpan<char> text)
    {
        for (var position = 0; _reader.Read(text, ref position, _word);)
        {
            var before = ids.Count;
            if (_word.Length > _options.MaxWordLength || !Split(ids))
            {
                ids.RemoveRange(before, ids.Count - before);
                ids.Add(vocabulary.UnknownId);
            }
        }
    }

    private bool Split(List<int> ids)
    {
        for (var start = 0; start < _word.Length;)
        {
            var length = LongestPiece(start, out var id);
            if (length == 0)
            {
                return false;
            }

            ids.Add(id);
            start += length;
        }

        return true;
    }

    private int LongestPiece(int start, out int id)
    {
        var prefix = start == 0 ? 0 : Continuation.Length;
        Continuation.AsSpan(0, prefix).CopyTo(_characters);
        var rest = _word.CodePoints[start..];
        for (var i = 0; i < rest.Length; i++)
        {
            _characters[prefix + i] = (char)rest[i];
        }

        var length = rest.Length;
        for (id = 0; length > 0 && !vocabulary.TryGetId(_characters.AsSpan(0, prefix + length), out id);)
        {
            length--;
        }

        return length;
    }
}
