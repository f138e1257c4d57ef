using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Blocks for vpmaddubsw, which adds two products of neighbouring inputs and saturates at 16 bits.</summary>
/// <remarks>
/// With inputs up to 255 that is exact if the positive weights of each pair sum to at most 128, and the negative ones to at least -128.
/// 4 inputs can be paired in 3 ways; and the second of a pair can be taken as 255 - x with the opposite weight, as x w = 255 w -
/// (255 - x) w. The inputs lie in memory in all 6 arrangements, so a block chooses one in which its pairs are safe. Where none is,
/// two blocks share the weights: a few in 100 blocks of Gaussian weights.
/// </remarks>
internal sealed class PairedForm : BlockForm
{
    /// <summary>The largest x for which 255 x still fits 16 bits.</summary>
    private const short MostOfPair = 128;

    // The input at each place. Each order swaps two inputs, so it is its own inverse.
    private static readonly int[][] Orders = [[0, 1, 2, 3], [0, 2, 1, 3], [0, 3, 2, 1]];

    private static readonly Vector256<sbyte>[] Shuffles = Array.ConvertAll(Orders, ShuffleOf);

    // -1 at the places that are complemented.
    private static readonly Vector256<sbyte> OddPlaces = Vector256.Create((ushort)0xff00).AsSByte();

    public override int Arrangements => 2 * Orders.Length;

    public override bool CanDropIndices => false;

    public override int PlaceOf(int arrangement, int input) => Orders[arrangement % Orders.Length][input];

    public override bool IsComplemented(int arrangement, int place) => arrangement >= Orders.Length && place % 2 == 1;

    [MethodImpl(KernelMethod.Standalone)]
    public override void Choose(ReadOnlySpan<sbyte> blocks, Span<byte> choices)
    {
        for (var i = 0; i < choices.Length; i++)
        {
            var first = Vector256.Create(blocks[(i * Int8Blocks.BlockSize)..]);
            var second = Vector256.Create(blocks[((i * Int8Blocks.BlockSize) + Vector256<sbyte>.Count)..]);
            choices[i] = (first | second) == Vector256<sbyte>.Zero ? Absent : FindSafe(first, second);
        }
    }

    [MethodImpl(KernelMethod.Standalone)]
    public override void Write(ReadOnlySpan<sbyte> block, byte choice, Span<sbyte> target)
    {
        for (var i = 0; i < block.Length; i += Vector256<sbyte>.Count)
        {
            var weights = Arrange(Vector256.Create(block[i..]), ArrangementOf(choice));
            if (choice == Doubled)
            {
                // Halves of two weights of one sign sum to at most 64 + 64.
                var half = Vector256.ShiftRightArithmetic(weights, 1);
                (weights - half).CopyTo(target[(block.Length + i)..]);
                weights = half;
            }

            weights.CopyTo(target[i..]);
        }
    }

    /// <summary>The first arrangement in which no pair can overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte FindSafe(Vector256<sbyte> first, Vector256<sbyte> second)
    {
        for (byte i = 0; i < 2 * Orders.Length; i++)
        {
            if (IsSafe(Arrange(first, i)) && IsSafe(Arrange(second, i)))
            {
                return i;
            }
        }

        return Doubled;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<sbyte> Arrange(Vector256<sbyte> weights, int arrangement)
    {
        weights = Vector256.Shuffle(weights, Shuffles[arrangement % Orders.Length]);
        return arrangement < Orders.Length ? weights : (weights ^ OddPlaces) - OddPlaces;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
