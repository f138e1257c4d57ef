using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Puts the blocks of a group in an order in which each run of some can be summed up in 16 bits.</summary>
/// <remarks>
/// vpmaddubsw multiplies bytes and adds two neighbouring products to 16 bits; widening these to 32 bits costs as much again. So
/// products of several blocks are added before. With inputs of at most 127 that is exact if in each lane the positive weights of the
/// run sum to at most 258 = 32767 / 127, and the negative ones to at least -258. Two neighbouring weights never exceed it. Weights
/// with a normal distribution hardly do in runs of three; where they would, a block further on takes the place, or zeros.
/// </remarks>
/// <param name="steps">Blocks of a group, those of zeros included.</param>
/// <param name="length">Blocks of a run.</param>
internal sealed class SafeRuns(int steps, int length)
{
    /// <summary>Stands for a block of zeros.</summary>
    public const int Filler = -1;

    private const int Lanes = Int8Blocks.BlockSize / 2;
    private const short MostOfLane = short.MaxValue / QuantizedRows.KernelLargest;

    /// <summary>How many blocks further on a run looks for its next one.</summary>
    private const int Window = 24;

    // Of each block the positive and the negated negative weights of its lanes.
    private readonly short[] _positive = new short[steps * Lanes];
    private readonly short[] _negative = new short[steps * Lanes];
    private readonly List<int> _left = [];

    /// <summary>Appends the order of a group's blocks that are not zero.</summary>
    /// <param name="blocks">64 integers in [-127, 127] each.</param>
    /// <param name="order">Receives numbers of blocks and <see cref="Filler"/>, in whole runs.</param>
    public void Append(ReadOnlySpan<sbyte> blocks, List<int> order)
    {
        _left.Clear();
        for (var step = 0; step < steps; step++)
        {
            if (blocks.Slice(step * Int8Blocks.BlockSize, Int8Blocks.BlockSize).ContainsAnyExcept((sbyte)0))
            {
                _left.Add(step);
            }
        }

        if (length == 1)
        {
            order.AddRange(_left);
            return;
        }

        SumLanes(blocks);
        for (var first = 0; first < _left.Count;)
        {
            first = AppendRun(first, order);
        }
    }

    /// <summary>Appends the first block that is left and others that fit; returns the next that is left.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    private int AppendRun(int first, List<int> order)
    {
        var (positive, negative) = (Vector512<short>.Zero, Vector512<short>.Zero);
        var count = 0;
        for (var i = first; i < Math.Min(first + Window, _left.Count) && count < length; i++)
        {
            if (_left[i] != Filler && TryAdd(_left[i], ref positive, ref negative))
            {
                order.Add(_left[i]);
                _left[i] = Filler;
                count++;
            }
        }

        for (; count < length; count++)
        {
            order.Add(Filler);
        }

        while (first < _left.Count && _left[first] == Filler)
        {
            first++;
        }

        return first;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAdd(int step, ref Vector512<short> positive, ref Vector512<short> negative)
    {
        var sum = positive + Vector512.Create(_positive.AsSpan(step * Lanes));
        var negativeSum = negative + Vector512.Create(_negative.AsSpan(step * Lanes));
        if (Vector512.GreaterThanAny(Vector512.Max(sum, negativeSum), Vector512.Create(MostOfLane)))
        {
            return false;
        }

        (positive, negative) = (sum, negativeSum);
        return true;
    }

    [MethodImpl(KernelMethod.Standalone)]
    private void SumLanes(ReadOnlySpan<sbyte> blocks)
    {
        var lane = 0;
        if (Avx2.IsSupported)
        {
            for (; lane <= (steps * Lanes) - Vector256<short>.Count; lane += Vector256<short>.Count)
            {
                var weights = Vector256.Create(blocks.Slice(2 * lane, Vector256<sbyte>.Count));
                Avx2.MultiplyAddAdjacent(Vector256<byte>.One, Vector256.Max(weights, Vector256<sbyte>.Zero)).CopyTo(_positive, lane);
                (-Avx2.MultiplyAddAdjacent(Vector256<byte>.One, Vector256.Min(weights, Vector256<sbyte>.Zero))).CopyTo(_negative, lane);
            }
        }

        for (; lane < steps * Lanes; lane++)
        {
            var (even, odd) = (blocks[2 * lane], blocks[(2 * lane) + 1]);
            _positive[lane] = (short)(Math.Max((int)even, 0) + Math.Max((int)odd, 0));
            _negative[lane] = (short)-(Math.Min((int)even, 0) + Math.Min((int)odd, 0));
        }
    }
}
