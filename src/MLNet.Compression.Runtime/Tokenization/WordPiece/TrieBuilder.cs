using System.Runtime.InteropServices;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Lays a trie out as a double array.</summary>
internal sealed class TrieBuilder
{
    private const int SearchWindow = 128;
    private const int RootParent = -2;

    private readonly TrieKey[] _keys;
    private readonly List<TrieNode> _nodes = [new TrieNode(0, RootParent, TrieNode.None)];
    private readonly List<int> _children = [];
    private int _firstFree = 1;
    private int _firstForSiblings = 1;

    public TrieBuilder(IEnumerable<TrieKey> keys)
    {
        _keys = [.. keys];
        Array.Sort(_keys, static (a, b) => a.Codes.AsSpan().SequenceCompareTo(b.Codes));
    }

    public TrieNode[] Build()
    {
        var pending = new Stack<(int Node, int First, int End, int Depth)>();
        pending.Push((PieceTrie.Root, 0, _keys.Length, 0));
        while (pending.TryPop(out var range))
        {
            int first = range.First;
            if (first < range.End && _keys[first].Codes.Length == range.Depth)
                CollectionsMarshal.AsSpan(_nodes)[range.Node].Id = _keys[first++].Id;
            CollectChildren(first, range.End, range.Depth);
            if (_children.Count == 0)
                continue;
            int origin = PlaceChildren(range.Node);
            for (int start = first, end; start < range.End; start = end)
            {
                int code = _keys[start].Codes[range.Depth];
                for (end = start + 1; end < range.End && _keys[end].Codes[range.Depth] == code;)
                    end++;
                pending.Push((origin + code, start, end, range.Depth + 1));
            }
        }

        return [.. _nodes];
    }

    private void CollectChildren(int first, int end, int depth)
    {
        _children.Clear();
        for (int i = first; i < end; i++)
        {
            int code = _keys[i].Codes[depth];
            if (_children.Count == 0 || _children[^1] != code)
                _children.Add(code);
        }
    }

    private int PlaceChildren(int parent)
    {
        int origin = FindOrigin();
        int needed = origin + _children[^1] + 1;
        while (_nodes.Count < needed)
            _nodes.Add(TrieNode.Free);
        foreach (int code in _children)
            _nodes[origin + code] = new TrieNode(0, parent, TrieNode.None);
        CollectionsMarshal.AsSpan(_nodes)[parent].Base = origin;
        return origin;
    }

    // First fit. An only child fits any free slot; for siblings the search moves on where it failed, so that no vocabulary makes it quadratic.
    private int FindOrigin()
    {
        int code = _children[0];
        if (_children.Count == 1)
        {
            while (!IsFree(_firstFree))
                _firstFree++;
            return _firstFree - code;
        }

        int end = _firstForSiblings + SearchWindow;
        for (int slot = _firstForSiblings; slot < end; slot++)
        {
            if (IsFree(slot) && Fits(slot - code))
                return slot - code;
        }

        _firstForSiblings = Math.Min(_firstForSiblings + (SearchWindow / 2), _nodes.Count);
        return _nodes.Count - code;
    }

    private bool Fits(int origin)
    {
        foreach (int code in _children)
        {
            if (!IsFree(origin + code))
                return false;
        }

        return true;
    }

    private bool IsFree(int slot) => slot >= _nodes.Count || _nodes[slot].Parent == TrieNode.None;
}
