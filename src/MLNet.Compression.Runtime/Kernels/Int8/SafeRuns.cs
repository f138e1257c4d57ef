namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Puts the blocks of a list in an order in which each run of some can be summed up in 16 bits.</summary>
/// <remarks>
/// vpmaddubsw multiplies bytes and adds two neighbouring products to 16 bits; widening these to 32 bits costs as much again. So
/// products of several blocks are added before, where <see cref="LaneSums"/> has it that none can overflow. Where one could, another
/// block takes the place, or zeros: as in bin packing by first fit, those with the largest sums choose first.
/// </remarks>
/// <param name="count">Blocks of a list, those of zeros included.</param>
/// <param name="blockLength">Integers of a block.</param>
/// <param name="length">Blocks of a run.</param>
internal sealed class SafeRuns(int count, int blockLength, int length)
{
    /// <summary>Stands for a block of zeros.</summary>
    public const int Filler = -1;

    /// <summary>How many blocks further on a run looks for its next one.</summary>
    private const int Window = 96;

    private const int IndexBits = 16;
    private const int IndexMask = (1 << IndexBits) - 1;

    private readonly List<int> _left = [];

    /// <summary>Appends the order of a list's blocks that are not zero.</summary>
    /// <param name="blocks">Integers in [-127, 127].</param>
    /// <param name="order">Receives numbers of blocks and <see cref="Filler"/>, in whole runs.</param>
    public void Append(ReadOnlySpan<sbyte> blocks, List<int> order)
    {
        _left.Clear();
        for (var index = 0; index < count; index++)
        {
            if (Block(blocks, index).ContainsAnyExcept((sbyte)0))
            {
                _left.Add(index);
            }
        }

        if (length == 1)
        {
            order.AddRange(_left);
            return;
        }

        SortByLargestSum(blocks);
        for (var first = 0; first < _left.Count;)
        {
            first = AppendRun(blocks, first, order);
        }
    }

    private ReadOnlySpan<sbyte> Block(ReadOnlySpan<sbyte> blocks, int index) => blocks.Slice(index * blockLength, blockLength);

    /// <summary>Appends the first block that is left and others that fit; returns the next that is left.</summary>
    private int AppendRun(ReadOnlySpan<sbyte> blocks, int first, List<int> order)
    {
        var sums = default(LaneSums);
        var taken = 0;
        for (var i = first; i < Math.Min(first + Window, _left.Count) && taken < length; i++)
        {
            if (_left[i] != Filler && sums.TryAdd(Block(blocks, _left[i])))
            {
                order.Add(_left[i]);
                _left[i] = Filler;
                taken++;
            }
        }

        for (; taken < length; taken++)
        {
            order.Add(Filler);
        }

        while (first < _left.Count && _left[first] == Filler)
        {
            first++;
        }

        return first;
    }

    private void SortByLargestSum(ReadOnlySpan<sbyte> blocks)
    {
        for (var i = 0; i < _left.Count; i++)
        {
            _left[i] |= LaneSums.LargestOf(Block(blocks, _left[i])) << IndexBits;
        }

        _left.Sort();
        _left.Reverse();
        for (var i = 0; i < _left.Count; i++)
        {
            _left[i] &= IndexMask;
        }
    }
}
