using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Distilling.Replacing;

/// <summary>The gradient of a step with modules of both models, against finite differences of the same in double precision.</summary>
public class ReplacingGradientTests
{
    private const double Tolerance = 2e-5;

    private static readonly ModuleReplacing[] _cases =
        [ModuleReplacing.Blend(0.3), ModuleReplacing.ByCoin(0.5), ModuleReplacing.ByCoin(Schedule.Linear(0, 1)), ModuleReplacing.ByCoin(1)];

    [Test]
    public void Run_LayersLearn_EqualsFiniteDifferences([Range(0, 3)] int index, [Range(1, 2)] int seed) =>
        Check(_cases[index], LearningParts.Layers, (ulong)seed);

    [Test]
    public void Run_AllLearn_EqualsFiniteDifferences([Values(0)] int index) => Check(_cases[index], LearningParts.All, seed: 1);

    [Test]
    public void Run_MoreBatches_ThrowTheSameCoinsAndGiveTheSameGradient([Values(1, 2)] int batchSize, [Range(1, 2)] int seed)
    {
        var predecessor = Hybrids.Predecessor();
        var successor = Hybrids.Successor(predecessor);
        var replacing = ModuleReplacing.ByCoin(0.5);
        var (expected, expectedLoss) = Gradients(Hybrids.Plan(successor, replacing, predecessor), (ulong)seed);

        var (actual, loss) = Gradients(Hybrids.Plan(successor, replacing, predecessor, batchSize: batchSize), (ulong)seed);

        Assert.That(loss, Is.EqualTo(expectedLoss).Within(1e-6));
        foreach (var (parameter, gradient) in expected)
        {
            Assert.That(Deviation.Relative(actual[parameter], gradient), Is.LessThan(Tolerance), parameter.Name);
        }

        Assert.That(actual.Keys, Is.EquivalentTo(expected.Keys));
    }

    private static void Check(ModuleReplacing replacing, LearningParts learns, ulong seed)
    {
        var predecessor = Hybrids.Predecessor();
        var successor = Hybrids.Successor(predecessor);
        var plan = Hybrids.Plan(successor, replacing, predecessor, learns);
        var reference = new HybridReference(successor, Hybrids.Groups(predecessor));
        var position = new StepPosition(0, plan.TotalSteps);
        double[] shares = replacing.ToString().Contains("blend", StringComparison.Ordinal)
            ? [replacing.Rate.At(position), replacing.Rate.At(position)]
            : [.. plan.Route!.At(position, seed).Select(module => module is null ? 1.0 : 0)];

        var (gradients, loss) = Gradients(plan, seed);

        var (values, batch, labels) = (reference.Values(), TinyModels.Batch(Hybrids.Data), Hybrids.Data.Labels.ToArray());
        double Loss(double[][] weights) => reference.Loss(weights, batch, labels, shares);
        Assert.That(loss, Is.EqualTo(Loss(values)).Within(1e-6));
        var largest = gradients.Count == 0 ? 0 : gradients.Values.Max(gradient => gradient.Max(Math.Abs));
        for (var i = 0; i < reference.Parameters.Length; i++)
        {
            var parameter = reference.Parameters[i];
            var isOwn = successor.Parameters.Contains(parameter);
            if (!isOwn || plan.Frozen.Contains(parameter))
            {
                Assert.That(parameter.HasGradient, Is.False, parameter.Name);
                continue;
            }

            var expected = FiniteDifferences.Of(values, i, Loss);
            var actual = gradients.GetValueOrDefault(parameter) ?? new float[parameter.Count];
            Assert.That(actual.Zip(expected, (a, b) => Math.Abs(a - b)).Max(), Is.LessThanOrEqualTo(Tolerance * largest), parameter.Name);
        }
    }

    private static (Dictionary<Parameter, float[]> Gradients, double Loss) Gradients(TrainingPlan plan, ulong seed)
    {
        var loss = new GradientPass(plan, new TrainingEnvironment(1, 2), seed).Run(step: 0).Loss;
        var gradients = new Dictionary<Parameter, float[]>();
        foreach (var parameter in plan.Student.Parameters.Where(parameter => parameter.HasGradient))
        {
            gradients[parameter] = new float[parameter.Count];
            for (var row = 0; row < parameter.Rows; row++)
            {
                if (parameter.UsedRows is null || parameter.UsedRows.Contains(row))
                {
                    parameter.Gradient.RowSpan(row).CopyTo(gradients[parameter].AsSpan(row * parameter.Columns));
                }
            }

            parameter.ClearGradient();
            parameter.UsedRows?.Clear();
        }

        return (gradients, loss);
    }
}
