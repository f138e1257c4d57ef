using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Tasks;
using MLNet.Compression.Training.Tests.Autograd.Operations;

namespace MLNet.Compression.Training.Tests.Tasks;

public class SoftmaxNoiseTests
{
    private const int Draws = 40000;

    [TestCase(0f, 0f)]
    [TestCase(1f, -1f, 0.5f)]
    [TestCase(4f, 0f, 0f, -2f)]
    public void Draw_ManyTimes_HasMeanZeroAndTheCovarianceOfADrawnClass(params float[] logits)
    {
        var probabilities = Equations.Softmax(Array.ConvertAll(logits, logit => (double)logit));
        var (mean, covariance) = (new double[logits.Length], new double[logits.Length, logits.Length]);
        var noise = new double[logits.Length];
        var random = new SeededRandom(1, 2);
        for (var draw = 0; draw < Draws; draw++)
        {
            SoftmaxNoise.Draw(logits, random, noise);
            for (var i = 0; i < noise.Length; i++)
            {
                mean[i] += noise[i] / Draws;
                for (var j = 0; j < noise.Length; j++)
                {
                    covariance[i, j] += noise[i] * noise[j] / Draws;
                }
            }
        }

        Assert.That(mean, Is.All.EqualTo(0).Within(0.01));
        for (var i = 0; i < noise.Length; i++)
        {
            for (var j = 0; j < noise.Length; j++)
            {
                var expected = (i == j ? probabilities[i] : 0) - (probabilities[i] * probabilities[j]);
                Assert.That(covariance[i, j], Is.EqualTo(expected).Within(0.005), $"{i}, {j}");
            }
        }
    }
}
