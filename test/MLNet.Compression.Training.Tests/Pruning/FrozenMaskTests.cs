using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Pruning;

/// <summary>After the ramp masks stay, and what they remove is zero in the raw weights, step after step.</summary>
public class FrozenMaskTests
{
    [Test]
    public void Run_AfterTheRamp_RemovedWeightsStayExactlyZero()
    {
        var model = TinyModels.CreateLively();
        var zeros = new List<(long Step, bool[] Zero)>();
        var progress = new DirectProgress(report => zeros.Add((report.Step, [.. model.Encoder.Matrices.SelectMany(matrix => matrix.Weight.ValueSpan.ToArray()).Select(value => value == 0)])));
        var options = new PruningOptions { Measure = PruningMeasure.Magnitude, Sparsity = 0.5, Epochs = 4, BatchSize = 8, LearningRate = 3e-2, RampShare = 0.5, MaskInterval = 3, EvaluationInterval = 1 };

        PruningRun.Run(model, null, TinyModels.Data(64), options, new TrainingEnvironment(1, 2, progress) { Validation = new ValidationData(TinyModels.Data(16, seed: 5)) });

        var frozen = zeros.Where(each => each.Step > 17).Select(each => each.Zero).ToList();
        Assert.That(frozen, Has.Count.GreaterThan(8));
        Assert.That(frozen, Is.All.EqualTo(frozen[^1]));
        Assert.That(frozen[^1].Count(zero => zero), Is.EqualTo(frozen[^1].Length / 2).Within(1));
        Assert.That(zeros.Where(each => each.Step is > 0 and < 16).Select(each => each.Zero.Count(zero => zero)), Is.All.Zero, "While blocks may come back their weights go on learning.");
    }
}
