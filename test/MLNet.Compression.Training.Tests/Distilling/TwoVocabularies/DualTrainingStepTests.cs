namespace MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

/// <summary>Two steps in which two models and their projections learn, beside the equation in double precision and AdamW by hand.</summary>
public class DualTrainingStepTests
{
    private const double LearningRate = 0.01;
    private const double LossTolerance = 1e-6;
    private const double WeightTolerance = 2e-3;
    private const double Difference = 1e-4;
    private const double Fading = 0.95;
    private const int Sample = 4;

    /// <summary>The smallest gradient that is looked at, relative to the largest: AdamW divides by its size, which leaves rounding alone of smaller ones.</summary>
    private const double LeastGradient = 1e-3;

    private static readonly DistillationStage _down = DistillationRecipe.DualTraining(weight: 0.05).Stages[0];
    private static readonly DistillationStage _up = DistillationRecipe.DualTraining(ProjectionDirection.Up, weight: 0.05).Stages[0];
    private static readonly DistillationStage _mixed = DistillationRecipe.MixedVocabulary().WithLoss<WeightProjectionLoss>(loss => loss with { Weight = 1 }).Stages[0];

    private static readonly (string Name, DistillationStage Stage, Func<DualEquation, DualWeights, double> Equation)[] _cases =
    [
        ("down", _down, (equation, weights) => Words(equation, weights, ofStudent: true) + (0.05 * equation.Projections(weights, down: true, onlyTables: false))),
        ("up", _up, (equation, weights) => Words(equation, weights, ofStudent: true) + (0.05 * equation.Projections(weights, down: false, onlyTables: false))),
        ("mixed vocabulary", _mixed, (equation, weights) => Words(equation, weights, ofStudent: false) + equation.Projections(weights, down: false, onlyTables: true)),
    ];

    [TestCaseSource(nameof(Indices))]
    public void Run_TwoSteps_EqualCentralDifferencesAndAdamWByHand(int index)
    {
        var (name, stage, equation) = _cases[index];

        var (loss, weights, compared) = Compare(stage, equation);

        TestContext.Out.WriteLine(FormattableString.Invariant($"{name}: loss {loss:0.0e+0}, {string.Join(" + ", compared)} weights {weights:0.0e+0}"));
        Assert.That(compared, Is.All.GreaterThanOrEqualTo(name == "mixed vocabulary" ? 4 : 20), "of student, teacher and projections");
        Assert.That(loss, Is.LessThan(LossTolerance));
        Assert.That(weights, Is.LessThan(WeightTolerance));
    }

    /// <remarks>So that the test above can fail.</remarks>
    [TestCaseSource(nameof(Faults))]
    public void Run_StageOfAnotherEquation_Shows(DistillationStage stage)
    {
        var (loss, weights, _) = Compare(stage, _cases[0].Equation);

        Assert.That(weights, Is.GreaterThan(10 * WeightTolerance));
        Assert.That(loss, Is.GreaterThan(10 * LossTolerance));
    }

    /// <remarks>Rows that pass in more batches: the models' hidden tokens are as many in each as they are.</remarks>
    [Test]
    public void Run_SameRowsInMoreBatches_LearnTheSame([Values(1, 2, 3)] int batchSize)
    {
        var (whole, split) = (new DualRun(_down, 1, LearningRate), new DualRun(_down, 1, LearningRate, batchSize));

        Assert.That(split.Loss, Is.EqualTo(whole.Loss).Within(1e-5));
        Assert.That(split.Terms.Select(term => term.Value), Is.EqualTo(whole.Terms.Select(term => term.Value)).Within(1e-4));
        var (expected, actual) = (new DualWeights(whole), new DualWeights(split));
        foreach (var (each, other) in expected.All.Zip(actual.All))
        {
            var far = each.Values.Zip(other.Values, (a, b) => Math.Abs(a - b)).Count(distance => distance > 0.02 * LearningRate);
            Assert.That(far, Is.LessThanOrEqualTo(each.Values.Length / 50), $"{each.Name}: only where the gradient is rounding");
        }
    }

    [Test]
    public void Run_OwnRate_MovesTheTeacherByIt()
    {
        var slow = new DualRun(_down with { TeacherLearns = new TeacherLearning { RateFactor = 1e-6 } }, 1, LearningRate);
        var (start, run) = (new DualRun(_down, 1, 0), new DualRun(_down, 1, LearningRate));

        Assert.That(Moved(slow.Teacher, start.Teacher), Is.LessThan(1e-3 * LearningRate));
        Assert.That(Moved(run.Teacher, start.Teacher), Is.EqualTo(0.3 * LearningRate).Within(20).Percent, "AdamW's first step is the rate, and some decay");
        Assert.That(Moved(slow.Student, start.Student), Is.EqualTo(LearningRate).Within(20).Percent);
    }

    private static double Moved(Training.Models.TextModel model, Training.Models.TextModel start) =>
        TinyModels.Weights(model).Zip(TinyModels.Weights(start), (a, b) => Math.Abs(a - b)).Max();

    private static (double Loss, double Weights, int[] Compared) Compare(DistillationStage stage, Func<DualEquation, DualWeights, double> equation)
    {
        var (start, first, second) = (new DualRun(stage, 1, 0), new DualRun(stage, 1, LearningRate), new DualRun(stage, 2, LearningRate));
        var written = new DualEquation(start.Student.Shape, start.Teacher.Shape);
        double[] losses = [equation(written, new DualWeights(start)), equation(written, new DualWeights(first))];
        var loss = Math.Max(Relative(first.Loss, losses[0]), Relative(second.Loss, ((Fading * losses[0]) + losses[1]) / (1 + Fading)));
        var (before, after) = (GradientOf(start, written, equation), GradientOf(first, written, equation));
        var least = LeastGradient * before.Values.Max(Math.Abs);
        var (worst, compared) = (0.0, new int[3]);
        foreach (var (place, g) in before.Where(each => Math.Abs(each.Value) > least && Math.Abs(after[each.Key]) > least))
        {
            var (rate, decay) = (LearningRate * (place.Group == 1 ? stage.TeacherLearns!.RateFactor : 1), DecayOf(start, place));
            var expected = AdamWByHand.Updated(ValueOf(start, place), [g], rate, decay);
            worst = Math.Max(worst, Math.Abs(ValueOf(first, place) - expected) / rate);
            expected = AdamWByHand.Updated(expected, [g, after[place]], rate, decay);
            worst = Math.Max(worst, Math.Abs(ValueOf(second, place) - expected) / rate);
            compared[place.Group]++;
        }

        return (loss, worst, compared);
    }

    private static Dictionary<(int Group, string Name, int Index), double> GradientOf(DualRun run, DualEquation written, Func<DualEquation, DualWeights, double> equation)
    {
        var weights = new DualWeights(run);
        var gradient = new Dictionary<(int Group, string Name, int Index), double>();
        foreach (var (group, name, values) in weights.All)
        {
            for (var index = 0; index < values.Length; index += Math.Max(1, values.Length / Sample) | 1)
            {
                var value = values[index];
                values[index] = value + Difference;
                var above = equation(written, weights);
                values[index] = value - Difference;
                gradient.Add((group, name, index), (above - equation(written, weights)) / (2 * Difference));
                values[index] = value;
            }
        }

        return gradient;
    }

    private static double Words(DualEquation equation, DualWeights weights, bool ofStudent)
    {
        var (student, teacher) = DualRun.Hidden;
        return equation.TeacherLoss(weights.Teacher, teacher) + (ofStudent ? equation.StudentLoss(weights.Student, student) : 0);
    }

    private static double ValueOf(DualRun run, (int Group, string Name, int Index) place) => ParameterOf(run, place).ValueSpan[place.Index];

    private static double DecayOf(DualRun run, (int Group, string Name, int Index) place) => ParameterOf(run, place).Decays ? DualRun.WeightDecay : 0;

    private static Training.Autograd.Parameter ParameterOf(DualRun run, (int Group, string Name, int Index) place) =>
        (place.Group switch { 0 => run.Student.Parameters, 1 => run.Teacher.Parameters, _ => run.Projections }).Single(parameter => parameter.Name == place.Name);

    private static double Relative(double actual, double expected) => Math.Abs(actual - expected) / Math.Abs(expected);

    private static IEnumerable<TestCaseData> Indices() => _cases.Select((each, i) => new TestCaseData(i).SetArgDisplayNames(each.Name));

    private static IEnumerable<TestCaseData> Faults() => new (string Name, DistillationStage Stage)[]
    {
        ("the other direction", _up),
        ("another weight", DistillationRecipe.DualTraining(weight: 0.06).Stages[0]),
        ("no words of the teacher", _down with { Losses = [.. _down.Losses.Where(loss => loss is not TeacherLanguageModelLoss)] }),
    }.Select(fault => new TestCaseData(fault.Stage).SetArgDisplayNames(fault.Name));
}
