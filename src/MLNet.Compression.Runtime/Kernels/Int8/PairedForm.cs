using System.Runtime.Intrinsics;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Blocks for vpmaddubsw, which adds two products of neighbouring inputs and saturates at 16 bits.</summary>
/// <remarks>
/// With inputs up to 255 that is exact if the positive weights of each pair sum to at most 128, and the negative ones to at least -128.
/// 4 inputs can be paired in 3 ways, and the inputs lie in memory in all 3 arrangements, so a block chooses one in which its pairs
/// are safe. Where none is, two blocks share the weights: about 1 in 8 of Gaussian weights with 300 inputs, 1 in 100 with 1200.
/// </remarks>
internal sealed class PairedForm : BlockForm
{
    /// <summary>The largest x for which 255 x still fits 16 bits.</summary>
    private const short MostOfPair = 128;

    // The input at each place. Each order swaps two inputs, so it is its own inverse.
    private static readonly int[][] Orders = [[0, 1, 2, 3], [0, 2, 1, 3], [0, 3, 2, 1]];

    private static readonly Vector256<sbyte>[] Shuffles = Array.ConvertAll(Orders, ShuffleOf);

    public override int Arrangements => Orders.Length;

    public override bool CanDropIndices => false;

    public override int PlaceOf(int arrangement, int input) => Orders[arrangement][input];

    public override int CountFor(ReadOnlySpan<sbyte> block) => FindSafe(block) >= 0 ? 1 : 2;

    public override int Write(ReadOnlySpan<sbyte> block, Span<sbyte> blocks)
    {
        var arrangement = Math.Max(0, FindSafe(block));
        for (var i = 0; i < block.Length; i += Vector256<sbyte>.Count)
        {
            var weights = Vector256.Shuffle(Vector256.Create(block[i..]), Shuffles[arrangement]);
            if (blocks.Length > block.Length)
            {
                // Halves of two weights of one sign sum to at most 64 + 64.
                var half = Vector256.ShiftRightArithmetic(weights, 1);
                (weights - half).CopyTo(blocks[(block.Length + i)..]);
                weights = half;
            }

            weights.CopyTo(blocks[i..]);
        }

        return arrangement;
    }

    /// <summary>The first arrangement in which no pair can overflow; -1 if there is none.</summary>
    private static int FindSafe(ReadOnlySpan<sbyte> block)
    {
        var upper = Vector256.Create(block);
        var lower = Vector256.Create(block[Vector256<sbyte>.Count..]);
        for (var i = 0; i < Shuffles.Length; i++)
        {
            if (IsSafe(Vector256.Shuffle(upper, Shuffles[i])) && IsSafe(Vector256.Shuffle(lower, Shuffles[i])))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsSafe(Vector256<sbyte> weights)
    {
        var odd = Vector256.ShiftRightArithmetic(weights.AsInt16(), 8);
        var even = Vector256.ShiftRightArithmetic(Vector256.ShiftLeft(weights.AsInt16(), 8), 8);
        var positive = Vector256.Max(odd, Vector256<short>.Zero) + Vector256.Max(even, Vector256<short>.Zero);
        var negative = Vector256.Min(odd, Vector256<short>.Zero) + Vector256.Min(even, Vector256<short>.Zero);
        return Vector256.LessThanOrEqualAll(positive, Vector256.Create(MostOfPair))
            && Vector256.GreaterThanOrEqualAll(negative, Vector256.Create((short)-MostOfPair));
    }

    private static Vector256<sbyte> ShuffleOf(int[] order)
    {
        var places = new sbyte[Vector256<sbyte>.Count];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (sbyte)((i / order.Length * order.Length) + order[i % order.Length]);
        }

        return Vector256.Create(places);
    }
}
