using System.Diagnostics.CodeAnalysis;

namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Pairs of which the best is found at once: a binary heap in which each pair knows its place, so that scores can change.</summary>
internal sealed class PairQueue
{
    private readonly List<CountedPair> _pairs = [];

    public bool TryPeek([NotNullWhen(true)] out CountedPair? best)
    {
        best = _pairs.Count > 0 ? _pairs[0] : null;
        return best is not null;
    }

    /// <summary>Adds a pair, or moves one whose score has changed.</summary>
    public void Update(CountedPair pair)
    {
        if (pair.Place < 0)
        {
            pair.Place = _pairs.Count;
            _pairs.Add(pair);
        }

        Sink(Rise(pair));
    }

    /// <summary>Takes a pair out, if it is in.</summary>
    public void Remove(CountedPair pair)
    {
        if (pair.Place < 0)
        {
            return;
        }

        var last = _pairs[^1];
        _pairs.RemoveAt(_pairs.Count - 1);
        if (last != pair)
        {
            Put(last, pair.Place);
            Sink(Rise(last));
        }

        pair.Place = -1;
    }

    private CountedPair Rise(CountedPair pair)
    {
        while (pair.Place > 0 && pair.ComesBefore(_pairs[(pair.Place - 1) / 2]))
        {
            Swap(pair, _pairs[(pair.Place - 1) / 2]);
        }

        return pair;
    }

    private void Sink(CountedPair pair)
    {
        while (BestChild(pair.Place) is { } child && child.ComesBefore(pair))
        {
            Swap(child, pair);
        }
    }

    private CountedPair? BestChild(int place)
    {
        var first = (2 * place) + 1;
        return first >= _pairs.Count ? null
            : first + 1 < _pairs.Count && _pairs[first + 1].ComesBefore(_pairs[first]) ? _pairs[first + 1]
            : _pairs[first];
    }

    private void Swap(CountedPair one, CountedPair other)
    {
        var place = one.Place;
        Put(one, other.Place);
        Put(other, place);
    }

    private void Put(CountedPair pair, int place)
    {
        _pairs[place] = pair;
        pair.Place = place;
    }
}
