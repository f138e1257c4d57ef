using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

/// <summary>Every kernel gives the integers that plain 64-bit arithmetic gives, whatever the shape, the density and the values.</summary>
[TestFixture]
internal sealed class Int8KernelTests
{
    private static readonly int[] _tokenCounts = [1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 30];

    private static IEnumerable<Int8Kernel> Kernels =>
    [
        .. Int8Kernels.Supported,
        new Int8Kernel<BlockTile<EmulatedVnniDot, Vector256<int>>>(InstructionSet.Portable),
        new Int8Kernel<BlockTile<EmulatedArmDot, Vector128<int>>>(InstructionSet.Portable),
    ];

    private static IEnumerable<InstructionSet> Sets => InstructionSets.Supported;

    [Test]
    public void Multiply_AnyShapeAndDensity_GivesTheExactIntegers([ValueSource(nameof(Kernels))] Int8Kernel kernel, [Values(1, 0.5, 0.1, 0)] double share)
    {
        foreach (var (outputs, inputs) in new[] { (1, 1), (16, 4), (17, 5), (48, 64), (50, 63), (70, 100) })
        {
            foreach (var tokens in _tokenCounts)
            {
                using var data = new TestProduct(outputs, inputs, tokens, share, seed: outputs + tokens);
                Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()), $"{outputs} x {inputs}, {tokens} tokens");
            }
        }
    }

    [Test]
    public void Multiply_EverySetOfVectorWidths_GivesTheSameBits([ValueSource(nameof(Sets))] InstructionSet set)
    {
        using var data = new TestProduct(39, 50, 14, 0.8, seed: 5);
        var expected = data.Run(Int8Kernels.Portable);
        using var forced = InstructionSets.Force(set);
        foreach (var kernel in Int8Kernels.Supported)
        {
            Assert.That(data.Run(kernel), Is.EqualTo(expected), kernel.Name);
        }
    }

    [Test]
    public void Multiply_ExtremeValues_DoesNotSaturate([ValueSource(nameof(Kernels))] Int8Kernel kernel, [Values(0, 64, 127)] int zeroPoint)
    {
        using var data = new TestProduct(16, 400, 7, 1, seed: 1);
        data.Fill(weight: 127, integer: 127, zeroPoint);
        Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()));
        data.Fill(weight: -127, integer: 127, zeroPoint);
        Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()));
        data.Fill(weight: -127, integer: 0, zeroPoint);
        Assert.That(data.Run(kernel), Is.EqualTo(data.Expected()));
    }

    [Test]
    public void Multiply_SomeGroups_LeavesTheOthersAlone([ValueSource(nameof(Kernels))] Int8Kernel kernel)
    {
        using var data = new TestProduct(70, 20, 8, 0.6, seed: 2);
        var all = data.Run(kernel);
        var some = data.Run(kernel, firstGroup: 1, endGroup: 3);

        for (var i = 0; i < all.Length; i++)
        {
            Assert.That(some[i], i % 70 is >= 16 and < 48 ? Is.EqualTo(all[i]) : Is.NaN);
        }
    }
}
