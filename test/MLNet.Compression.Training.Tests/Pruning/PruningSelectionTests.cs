using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Pruning;

/// <summary>The model that pruning leaves is the one that was judged, to the last mask and weight.</summary>
public class PruningSelectionTests
{
    private static readonly TextDataset _data = TinyModels.Data(64);
    private static readonly TextDataset _validation = TinyModels.Data(40, seed: 5);

    [TestCase(true, 0.6)]
    [TestCase(true, 1.0)]
    [TestCase(false, 0.6)]
    public void Run_Validated_DeliversTheModelThatWasJudged(bool keepBest, double rampShare)
    {
        var model = TinyModels.CreateLively();
        var judged = new List<Judged>();
        var progress = new DirectProgress(report =>
        {
            if (report.Validation is { } score && (report.IsFinal || !judged.Exists(entry => ReferenceEquals(entry.Score, score))))
            {
                judged.Add(new Judged(report.Step, score, TinyModels.Logits(model, _validation), [.. Matrices(model).SelectMany(Removed)]));
            }
        });
        var options = new PruningOptions
        {
            Epochs = 4,
            BatchSize = 8,
            LearningRate = 3e-2,
            Sparsity = 0.5,
            RampShare = rampShare,
            MaskInterval = 7,
            KeepBest = keepBest,
            EvaluationInterval = 1,
        };

        PruningRun.Run(model, null, _data, options, new TrainingEnvironment(1, 2, progress) { Validation = new ValidationData(_validation) });

        var last = judged[^1];
        var reported = judged.First(entry => ReferenceEquals(entry.Score, last.Score));
        foreach (var entry in new[] { last, reported })
        {
            Assert.That(TinyModels.Logits(model, _validation), Is.EqualTo(entry.Logits));
            Assert.That(Matrices(model).SelectMany(weight => weight.ValueSpan.ToArray()).Select(value => value == 0), Is.EqualTo(entry.Removed));
        }

        var possible = judged.Where(entry => entry.Step >= rampShare * 32).ToList();
        Assert.That(TinyModels.Accuracy(model, _validation), Is.EqualTo(last.Score.Score));
        Assert.That(keepBest && possible.Exists(entry => entry.Score.IsBetterThan(last.Score)), Is.False);
        Assert.That(possible.Select(entry => entry.Removed.Count(removed => removed)), Is.All.EqualTo(last.Removed.Length / 2), "No model is judged before it is as sparse as asked for.");
    }

    /// <remarks>The model is cut after it was judged, so that sums are rounded otherwise.</remarks>
    [TestCaseSource(nameof(CutUnits))]
    public void Run_UnitsThatAreCutOut_DeliversTheModelThatWasJudged(PruningUnit unit, PruningMeasure measure)
    {
        var model = TinyModels.CreateLively();
        var judged = new List<(ValidationScore Score, float[] Logits)>();
        var progress = new DirectProgress(report =>
        {
            if (report.Validation is { } score)
            {
                judged.Add((score, TinyModels.Logits(model, _validation)));
            }
        });
        var options = new PruningOptions { Unit = unit, Measure = measure, Sparsity = 0.5, Epochs = 4, BatchSize = 8, LearningRate = 3e-2, RampShare = 0.5, MaskInterval = 3, KeepBest = true, EvaluationInterval = 1 };

        var pruned = PruningRun.Run(model, null, _data, options, new TrainingEnvironment(1, 2, progress) { Validation = new ValidationData(_validation) });

        var reported = judged.First(entry => ReferenceEquals(entry.Score, judged[^1].Score));
        Assert.That(TinyModels.Logits(pruned, _validation), Is.EqualTo(reported.Logits).Within(1e-4));
        Assert.That(TinyModels.Accuracy(pruned, _validation), Is.EqualTo(reported.Score.Score));
        Assert.That(pruned.ParameterCount, Is.LessThan(model.ParameterCount));
    }

    private static IEnumerable<TestCaseData> CutUnits()
    {
        PruningUnit[] units = [PruningUnit.Heads, PruningUnit.Neurons, PruningUnit.SubLayers, PruningUnit.Structures, PruningUnit.Layers, PruningUnit.HiddenFeatures];
        return [.. units.Select(unit => new TestCaseData(unit, PruningMeasure.Magnitude)), new(PruningUnit.Structures, PruningMeasure.Gates())];
    }

    private static IEnumerable<Training.Autograd.Parameter> Matrices(TextModel model) => model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight);

    private static IEnumerable<bool> Removed(Training.Autograd.Parameter weight)
    {
        var mask = weight.Parametrizations.OfType<BlockMask>().Single();
        for (var row = 0; row < weight.Rows; row++)
        {
            for (var column = 0; column < weight.Columns; column++)
            {
                yield return !mask.Kept[(row / mask.Grid.Shape.Outputs * mask.Grid.BlockColumns) + (column / mask.Grid.Shape.Inputs)];
            }
        }
    }

    private sealed record Judged(long Step, ValidationScore Score, float[] Logits, bool[] Removed);
}
