using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.Unigrams;

/// <summary>Finds the most probable pieces of a word (Viterbi's algorithm). Reusable; not safe for several threads.</summary>
internal sealed class BestPath
{
    private const int None = -1;
    private const int LeastKept = 64;
    private const int MostKept = 1 << 16;

    [ThreadStatic]
    private static BestPath? _current;

    private Node[] _nodes = new Node[LeastKept];
    private Stack<int> _ends = new();

    public static BestPath Current => _current ??= new BestPath();

    /// <summary>Splits a word and gives its pieces to a sink. Neighbouring characters that are no pieces are one unknown token.</summary>
    /// <param name="vocabulary">The pieces.</param>
    /// <param name="model">Their scores.</param>
    /// <param name="text">The normalised text.</param>
    /// <param name="start">The word's first byte in it.</param>
    /// <param name="length">Its bytes; at least 1.</param>
    /// <param name="sink">Gets the tokens.</param>
    public void Split<TSink>(Vocabulary vocabulary, UnigramModel model, PlacedBytes text, int start, int length, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        Reserve(length + 1);
        var word = text.Bytes.Slice(start, length);
        for (var from = 0; from < length;)
        {
            Rune.DecodeFromUtf8(word[from..], out _, out var first);
            Extend(vocabulary, model, word, from, first);
            from += first;
        }

        for (var end = length; end > 0; end = _nodes[end].Start)
        {
            _ends.Push(end);
        }

        Report(vocabulary.UnknownId, text, start, ref sink);
    }

    /// <summary>Tries all pieces that start at a character.</summary>
    private void Extend(Vocabulary vocabulary, UnigramModel model, ReadOnlySpan<byte> word, int from, int first)
    {
        var score = _nodes[from].Score;
        var hasCharacter = false;
        for (var to = from + first; to - from <= model.MostPieceBytes;)
        {
            if (vocabulary.TryGetId(word[from..to], out var id) && id < model.IsText.Length && model.IsText[id])
            {
                Offer(to, score + model.Scores[id], id, from);
                hasCharacter |= to == from + first;
            }

            if (to == word.Length)
            {
                break;
            }

            Rune.DecodeFromUtf8(word[to..], out _, out var next);
            to += next;
        }

        if (!hasCharacter)
        {
            Offer(from + first, score + model.UnknownScore, vocabulary.UnknownId, from);
        }
    }

    private void Offer(int end, double score, int id, int start)
    {
        if (_nodes[end].Start == None || score > _nodes[end].Score)
        {
            _nodes[end] = new Node(score, id, start);
        }
    }

    private void Report<TSink>(int unknown, PlacedBytes text, int origin, ref TSink sink)
        where TSink : struct, ITokenSink
    {
        while (_ends.TryPop(out var end))
        {
            var (id, start) = (_nodes[end].Id, _nodes[end].Start);
            while (id == unknown && _ends.TryPeek(out var next) && _nodes[next].Id == unknown)
            {
                end = _ends.Pop();
            }

            // The space before a word belongs to the piece, but not to the place that the piece stands for, unless it is all of it.
            var skipped = end - start > UnigramText.Space.Length && text.Bytes[(origin + start)..].StartsWith(UnigramText.Space) ? UnigramText.Space.Length : 0;
            sink.Add(id, text.StartOf(origin + start + skipped), text.EndOf(origin + end - 1));
        }
    }

    private void Reserve(int count)
    {
        if (_nodes.Length > MostKept && count <= MostKept)
        {
            (_nodes, _ends) = (new Node[LeastKept], new Stack<int>());
        }

        if (_nodes.Length < count)
        {
            _nodes = new Node[2 * count];
        }

        _nodes.AsSpan(0, count).Fill(new Node(0, 0, None));
    }

    private readonly record struct Node(double Score, int Id, int Start);
}
