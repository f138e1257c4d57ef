using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels.Simd;

internal sealed class PowerOfTwoTests
{
    [Test]
    public void Of_NonPositiveNumbers_IsWithinItsBound([Values] bool portable)
    {
        var largest = 0.0;
        for (var x = 0f; x > -120; x -= 0.00137f)
        {
            var value = portable ? Portable(x) : Widest(x);
            largest = Math.Max(largest, Math.Abs((value / Math.Pow(2, x)) - 1));
        }

        Assert.That(largest, Is.LessThan(2e-7));
        Assert.That(portable ? Portable(-1e30f) : Widest(-1e30f), Is.Zero);
    }

    [Test]
    public void Coarse_Numbers_IsWithinItsBound()
    {
        var largest = 0.0;
        for (var x = 20f; x > -120; x -= 0.00137f)
        {
            largest = Math.Max(largest, Math.Abs((Simd128.MaxElement(PowerOfTwo.Coarse(Simd128.Create(x))) / Math.Pow(2, x)) - 1));
        }

        Assert.That(largest, Is.LessThan(3e-6));
        Assert.That(Simd128.MaxElement(PowerOfTwo.Coarse(Simd128.Create(-1e30f))), Is.Zero);
    }

    private static float Portable(float x) => Simd128.MaxElement(PowerOfTwo.Of(Simd128.Create(x)));

    private static float Widest(float x) => InstructionSets.Current switch
    {
        InstructionSet.Avx512 => Simd512.MaxElement(PowerOfTwo.Of(Simd512.Create(x))),
        InstructionSet.Avx2 => Simd256.MaxElement(PowerOfTwo.Of(Simd256.Create(x))),
        _ => Portable(x),
    };
}
