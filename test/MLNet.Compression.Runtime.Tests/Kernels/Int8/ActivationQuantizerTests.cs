using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

[TestFixture]
internal sealed unsafe class ActivationQuantizerTests
{
    private const int Tokens = 7;
    private const int Features = 19;

    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [TestCaseSource(nameof(Sets))]
    public void Quantize_GoldenActivations_GivesTheGoldenIntegers(InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        using var golden = new SafetensorsValues(GoldenFiles.Path("quantization", "int8.safetensors"));
        using var x = new TestMatrix(Tokens, Features);
        golden.Floats("x").CopyTo(new Span<float>(x.Data, Tokens * Features));
        using var rows = new TestRows(largest: 255, Tokens, Features);
        ActivationQuantizer.Quantize(x.View, rows.Rows);

        Assert.Multiple(() =>
        {
            Deviation.AssertBelow($"quantization/int8.safetensors, asymmetric.scale, {set}", rows.Scales(), golden.Floats("asymmetric.scale"), 1e-6);
            Assert.That(rows.ZeroPoints(), Is.EqualTo(golden.Integers("asymmetric.zero_point")));
            Assert.That(rows.Integers(), Is.EqualTo(golden.Integers("asymmetric.integer")));
        });
    }

    [TestCaseSource(nameof(Sets))]
    public void Quantize_AnyRow_MovesNoValueByMoreThanAStep(InstructionSet set)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var columns in new[] { 1, 7, 16, 33, 64, 100, 312 })
        {
            foreach (var shift in new[] { -3f, 0, 1.4f })
            {
                using var x = TestMatrix.Random(20, columns, seed: 4);
                for (var i = 0; i < 20; i++)
                {
                    foreach (ref var value in x.View.RowSpan(i))
                    {
                        value += shift;
                    }
                }

                using var rows = new TestRows(QuantizedRows.KernelLargest, 20, columns);
                ActivationQuantizer.Quantize(x.View, rows.Rows);
                Check(x, rows);
            }
        }
    }

    [Test]
    public void Quantize_RowOfZeros_GivesZeros()
    {
        using var x = new TestMatrix(1, 20);
        using var rows = new TestRows(QuantizedRows.KernelLargest, 1, 20);
        ActivationQuantizer.Quantize(x.View, rows.Rows);

        Assert.That(rows.Scales(), Is.All.Zero);
        Assert.That(rows.Integers(), Is.All.Zero);
        Assert.That(rows.ZeroPoints(), Is.All.Zero);
    }

    private static void Check(TestMatrix x, TestRows rows)
    {
        var integers = rows.Integers();
        for (var i = 0; i < integers.Length; i++)
        {
            var scale = rows.Scales()[i / x.Columns];
            Assert.That(scale * (integers[i] - rows.ZeroPoints()[i / x.Columns]), Is.EqualTo(x[i / x.Columns, i % x.Columns]).Within(1.001 * scale));
        }
    }
}
