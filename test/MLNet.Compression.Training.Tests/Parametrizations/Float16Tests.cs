using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class Float16Tests
{
    private static readonly float[] _weights = [1, -0.1f, 1.00048828125f, 1.00146484375f, 6e-8f, 1e-9f, 70000, -1e30f];

    /// <remarks>Ties go to the even number; what is too large becomes the largest, what is too small zero.</remarks>
    [Test]
    public void Float16Weights_AnyWeights_RoundToTheNearestHalf()
    {
        float[] upstream = [1, 2, 3, 4, 5, 6, 7, 8];

        var (output, gradient) = GoldenQuantization.Run(new Float16Weights(), 2, _weights, upstream);

        Assert.That(output, Is.EqualTo([1, -0.0999755859375f, 1, 1.001953125f, MathF.ScaleB(1, -24), 0, 65504, -65504]));
        Assert.That(gradient, Is.EqualTo(upstream));
        StoredWeights.AssertExact("fp16", StoredWeights.FormatOf(new Float16Weights(), 2, _weights), 2, output, bits: 16);
    }
}
