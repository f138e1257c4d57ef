using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Int8.Packing;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>Every kernel gives the integers that plain 64-bit arithmetic gives, whatever the shape, the density and the values.</summary>
[TestFixture]
internal sealed class Int8KernelTests
{
    private static readonly int[] _tokenCounts = [1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 16, 17, 21, 22, 24, 30, 32, 47, 48, 49, 65];

    private static IEnumerable<Int8Kernel> Kernels =>
    [
        .. Int8Kernels.Supported,
        Int8Kernels.Rows<EmulatedVnniDot, Vector256<int>, Vector256<sbyte>>(InstructionSet.Portable, cost: 1),
        Int8Kernels.Rows<EmulatedArmDot, Vector128<int>, Vector128<sbyte>>(InstructionSet.Portable, cost: 1),
        Int8Kernels.Unpacked<EmulatedArmDot, Vector128<int>, Vector128<sbyte>, PackedBits.Four>(InstructionSet.Portable, cost: 1),
        Int8Kernels.Unpacked<EmulatedArmDot, Vector128<int>, Vector128<sbyte>, PackedBits.Two>(InstructionSet.Portable, cost: 1),
    ];

    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [Test]
    public void Multiply_AnyShapeAndDensity_GivesTheExactIntegers([ValueSource(nameof(Kernels))] Int8Kernel kernel, [Values(1, 0.97, 0.5, 0.1, 0)] double share)
    {
        foreach (var (outputs, inputs) in new[] { (1, 1), (16, 4), (17, 5), (48, 64), (50, 63), (70, 100), (33, 301) })
        {
            foreach (var tokens in _tokenCounts)
            {
                using var data = new TestProduct(outputs, inputs, tokens, share, seed: outputs + tokens, kernel.Geometry);
                Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()), $"{outputs} x {inputs}, {tokens} tokens");
            }
        }
    }

    [Test]
    public void Multiply_EverySetOfVectorWidths_GivesTheSameBits([ValueSource(nameof(Sets))] InstructionSet set)
    {
        // Integers that every kernel takes.
        using var data = new TestProduct(39, 50, 14, 0.8, seed: 5, new BlockGeometry(Outputs: 4, Bits: 2));
        var expected = data.Run(Int8Kernels.InPlainArithmetic);
        using var forced = InstructionSets.Force(set);
        foreach (var kernel in Int8Kernels.Supported)
        {
            Assert.That(data.Run(kernel), Is.EqualTo(expected), kernel.Name);
        }
    }

    [Test]
    public void Multiply_ExtremeValues_DoesNotSaturate([ValueSource(nameof(Kernels))] Int8Kernel kernel, [Values(0, 64, 127)] int zeroPoint)
    {
        using var data = new TestProduct(16, 1000, 23, 1, seed: 1);
        var (lowest, highest) = ((sbyte)kernel.Geometry.Lowest, (sbyte)kernel.Geometry.Highest);
        data.Fill(highest, integer: 127, zeroPoint);
        Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()));
        data.Fill(lowest, integer: 127, zeroPoint);
        Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()));
        data.Fill(lowest, integer: 0, zeroPoint);
        Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()));
    }

    [Test]
    public void Multiply_SomeGroups_LeavesTheOthersAlone([ValueSource(nameof(Kernels))] Int8Kernel kernel)
    {
        using var data = new TestProduct(70, 20, 8, 0.6, seed: 2, kernel.Geometry);
        var all = data.Run(kernel);
        var some = data.Run(kernel, firstGroup: 1, endGroup: 3);

        for (var i = 0; i < all.Length; i++)
        {
            Assert.That(some[i], i % 70 is >= 16 and < 48 ? Is.EqualTo(all[i]) : Is.NaN);
        }
    }

    [Test]
    public void CopyRow_EveryRow_GivesTheIntegers([ValueSource(nameof(Kernels))] Int8Kernel kernel, [Values(1, 0.4, 0)] double share)
    {
        using var data = new TestProduct(37, 301, 1, share, seed: 3, kernel.Geometry);
        var weights = data.Weights(kernel.Geometry);
        var blocks = Int8Blocks.Build(weights, kernel);
        var (expected, row) = (new sbyte[weights.Inputs], new sbyte[weights.Inputs]);
        for (var output = 0; output < weights.Outputs; output++)
        {
            weights.ReadRow(output, expected);
            blocks.CopyRow(output, row);
            Assert.That(row, Is.EqualTo(expected));
        }
    }
}
