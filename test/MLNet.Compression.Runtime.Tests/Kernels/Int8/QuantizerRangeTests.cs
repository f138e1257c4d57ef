using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>Ranges at the ends of what fp32 holds, and beyond.</summary>
[TestFixture]
internal sealed class QuantizerRangeTests
{
    private static readonly int[] _widths = [1, 5, 16, 33, 64, 100];

    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [Test]
    public void Quantize_RangeOfAnySize_MovesNoValueByMoreThanAStep(
        [ValueSource(nameof(Sets))] InstructionSet set, [Values(float.Epsilon, 1e-44f, 1e-40f, 3e-37f, 1e-30f, 1e30f, float.MaxValue)] float size)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths)
        {
            using var x = TestMatrix.Random(9, columns, seed: 4, scale: size);
            (x[0, 0], x[0, columns - 1]) = (-size, size);
            using var rows = new TestRows(QuantizedRows.KernelLargest, 9, columns);
            ActivationQuantizer.Quantize(x.View, rows.Rows);
            var (scales, zeroPoints, integers) = (rows.Scales(), rows.ZeroPoints(), rows.Integers());

            Assert.That(scales, Has.All.Matches<float>(float.IsFinite));
            for (var i = 0; i < integers.Length; i++)
            {
                var scale = (double)scales[i / columns];
                Assert.That(scale * (integers[i] - zeroPoints[i / columns]), Is.EqualTo((double)x[i / columns, i % columns]).Within(1.001 * scale));
            }
        }
    }

    [Test]
    public void Quantize_ValueThatIsNotFinite_GivesItsRowTheScaleNaN(
        [ValueSource(nameof(Sets))] InstructionSet set, [Values(float.NaN, float.PositiveInfinity, float.NegativeInfinity)] float bad)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in _widths)
        {
            using var x = TestMatrix.Random(columns, columns, seed: 4);
            for (var row = 0; row < columns - 1; row++)
            {
                x[row, row] = bad;
            }

            using var rows = new TestRows(QuantizedRows.KernelLargest, columns, columns);
            ActivationQuantizer.Quantize(x.View, rows.Rows);

            Assert.That(rows.Scales()[..^1], Is.All.NaN);
            Assert.That(rows.Scales()[^1], Is.Not.NaN);
        }
    }

    [Test]
    public void Quantize_EverySet_GivesTheSameBits()
    {
        foreach (var columns in (int[])[.. _widths, 128, 312])
        {
            using var x = TestMatrix.Random(20, columns, seed: columns, scale: 3);
            var results = Sets.Select(set => Bits(set, x)).ToArray();

            Assert.That(results, Has.All.EqualTo(results[0]), $"{columns} columns");
        }
    }

    private static int[] Bits(InstructionSet set, TestMatrix x)
    {
        using var forced = InstructionSets.Force(set);
        using var rows = new TestRows(QuantizedRows.KernelLargest, x.Rows, x.Columns);
        ActivationQuantizer.Quantize(x.View, rows.Rows);
        return [.. rows.Scales().Select(BitConverter.SingleToInt32Bits), .. rows.ZeroPoints(), .. rows.Integers()];
    }
}
