using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Tasks;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Objectives;

namespace MLNet.Compression.Training.Tests.Tasks;

public class BinaryNoiseTests
{
    private const int Draws = 20000;
    private static readonly float[] _logits = [0, 3, -1.5f, 40, -40];

    [Test]
    public void WriteNoise_ManyTimes_HasMeanZeroAndTheCovarianceOfIndependentLabels()
    {
        var tape = Passes.Training();
        var outputs = TestOutputs.OfLogits(tape, Passes.Tensor(tape, 1, _logits.Length, _logits));
        var (mean, covariance) = (new double[_logits.Length], new double[_logits.Length, _logits.Length]);
        for (var draw = 0; draw < Draws; draw++)
        {
            new MultiLabelTask(_logits.Length).WriteNoise(tape, outputs, (ulong)draw);
            Add(outputs.Logits!, mean, covariance);
        }

        Assert.That(mean, Is.All.EqualTo(0).Within(0.02));
        for (var i = 0; i < _logits.Length; i++)
        {
            for (var j = 0; j < _logits.Length; j++)
            {
                var p = 1 / (1 + Math.Exp(-(double)_logits[i]));
                Assert.That(covariance[i, j], Is.EqualTo(i == j ? p * (1 - p) : 0).Within(0.01), $"{i}, {j}");
            }
        }
    }

    private static void Add(Tensor logits, double[] mean, double[,] covariance)
    {
        var noise = logits.Gradient.RowSpan(0);
        for (var i = 0; i < noise.Length; i++)
        {
            mean[i] += noise[i] / Draws;
            for (var j = 0; j < noise.Length; j++)
            {
                covariance[i, j] += (double)noise[i] * noise[j] / Draws;
            }
        }
    }
}
