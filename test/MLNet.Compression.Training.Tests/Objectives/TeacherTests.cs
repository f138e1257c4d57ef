using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;
using static MLNet.Compression.Training.Tests.Objectives.TermEquations;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Teachers of predictions, alone and together, against their equations in double precision.</summary>
public class TeacherTests
{
    private const int Rows = 5;
    private const int Classes = 3;
    private const double Tolerance = 2e-6;
    private static readonly TextRows _rows = new("rows", TinyModels.Data(Rows));

    [Test]
    public void Forward_StoredProbabilities_GiveSoftmaxOfTheirLogarithmsByRow([Values(1, 3)] double temperature)
    {
        double[][] probabilities = [.. Logits(seed: 1).Select(logits => LogSoftmax(logits).Select(Math.Exp).ToArray())];
        var teacher = new ScoredTeacher(
            new Dictionary<TextRows, float[]> { [_rows] = [.. probabilities.SelectMany(row => row).Select(p => ScoredTeacher.LogitOf((float)p))] }, Classes);
        int[] order = [3, 0, 4];

        var actual = Outputs(teacher, order);

        for (var i = 0; i < order.Length; i++)
        {
            var powers = probabilities[order[i]].Select(p => Math.Pow(p, 1 / temperature)).ToArray();
            Assert.That(Softmax(actual[i], temperature), Is.EqualTo(powers.Select(power => power / powers.Sum())).Within(Tolerance));
        }
    }

    [Test]
    public void Outputs_SeveralTeachers_AreTheWeighedMean(
        [Values] TeacherAveraging averaging, [Values(1, 3)] double temperature, [Values("1 1 1", "2 1 0.5")] string weighed)
    {
        double[] weights = [.. weighed.Split(' ').Select(weight => double.Parse(weight, System.Globalization.CultureInfo.InvariantCulture))];
        double[][][] logits = [.. weights.Select((_, i) => Logits(seed: 1 + i))];
        var ensemble = new EnsembleTeacher([.. logits.Select((each, i) => ((SingleTeacher)Teacher(each), weights[i]))], averaging, temperature);

        var actual = Outputs(ensemble, [.. Enumerable.Range(0, Rows)]);

        for (var row = 0; row < Rows; row++)
        {
            var expected = averaging == TeacherAveraging.Logits
                ? Softmax(Mean(weights, [.. logits.Select(each => each[row])]), temperature)
                : Mean(weights, [.. logits.Select(each => Softmax(each[row], temperature))]);
            Assert.That(Softmax(actual[row], temperature), Is.EqualTo(expected).Within(Tolerance));
        }
    }

    /// <remarks>So that the two are told apart by the test above.</remarks>
    [Test]
    public void Outputs_OfTheTwoAveragings_Differ()
    {
        (SingleTeacher, double)[] teachers = [(Teacher(Logits(1)), 1), (Teacher(Logits(2)), 1)];

        var (distributions, logits) = (Of(TeacherAveraging.Distributions), Of(TeacherAveraging.Logits));

        Assert.That(distributions.Zip(logits, (a, b) => Math.Abs(a - b)).Max(), Is.GreaterThan(0.01));

        double[] Of(TeacherAveraging averaging) => Softmax(Outputs(new EnsembleTeacher(teachers, averaging, 1), [0])[0], 1);
    }

    /// <summary>Numbers and vectors are no logits: softmax would leave nothing of them.</summary>
    [Test]
    public void Terms_SeveralTeachersOfNumbersOrVectors_AreAveragedAsTheyAre([Values(HeadKind.Regression, HeadKind.Embedding)] HeadKind head)
    {
        var student = TextModelFactory.CreateRandom(TinyModels.StaticShape(Classes), TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed: 1, head);
        var (first, second) = (Logits(1), Logits(2));

        var term = new PredictionLoss().Terms(new LossSetting(student, [Teacher(first), Teacher(second)], Features: null, Seed: 1)).Single();

        var expected = first.Zip(second, (a, b) => a.Zip(b, (x, y) => (x + y) / 2).ToArray()).ToArray();
        Assert.That(Outputs(term.Teacher!, [.. Enumerable.Range(0, Rows)]), Is.EqualTo(expected).Within(Tolerance));
    }

    /// <summary>weight · T² · KL at T, both as they are at the step, and its gradient weight · T · (softmax(s / T) − softmax(t / T)) / rows.</summary>
    [Test]
    public void Evaluate_ScheduledWeightAndTemperature_AreThoseOfEachStep([Range(0, 2)] int step)
    {
        var (student, teacher) = (Logits(seed: 1), Teacher(Logits(seed: 2)));
        var (weight, t) = (0.5 + (1.5 * step / 3), 1 + (3.0 * step / 3));
        var term = DivergenceTerms.Of(PredictionDivergence.KullbackLeibler, teacher, Schedule.Linear(0.5, 2), Schedule.Linear(1, 4));
        var objective = new Objective([term]);
        var tape = Passes.Training();
        var logits = Passes.Parameter(Rows, Classes, [.. student.SelectMany(row => row).Select(value => (float)value)]);
        var batch = BatchOf([.. Enumerable.Range(0, Rows)]);
        var outputs = new Dictionary<SingleTeacher, ModelOutputs> { [teacher] = teacher.Forward(Passes.Inference(), batch, OutputNeeds.OnlyLogits) };
        var values = new double[1];

        var loss = objective.Evaluate(tape, batch, TestOutputs.OfLogits(tape, logits), outputs, new StepPosition(step, 3), [1], values);

        var taught = Logits(seed: 2);
        var divergence = student.Zip(taught, (s, q) => Divergence(LogSoftmax(q, t), LogSoftmax(s, t))).Average();
        var slopes = student.Zip(taught, (s, q) => Softmax(s, t).Zip(Softmax(q, t), (a, b) => weight * t * (a - b) / Rows)).SelectMany(row => row);
        Assert.That(values[0], Is.EqualTo(divergence).Within(Tolerance));
        Assert.That(loss, Is.EqualTo(weight * t * t * divergence).Within(16 * Tolerance));
        Assert.That(logits.GradientSpan.ToArray().Select(value => (double)value), Is.EqualTo(slopes).Within(Tolerance));
    }

    private static double[][] Outputs(Teacher teacher, int[] rows)
    {
        var (tape, batch) = (Passes.Inference(), BatchOf(rows));
        var members = teacher.Members.ToDictionary(member => member, member => member.Forward(tape, batch, OutputNeeds.OnlyLogits));
        return TermEquations.Rows(teacher.Outputs(members, tape, TestContexts.Start).Logits!.ValueSpan, Classes);
    }

    private static ScoredTeacher Teacher(double[][] logits) =>
        new(new Dictionary<TextRows, float[]> { [_rows] = [.. logits.SelectMany(row => row).Select(value => (float)value)] }, Classes);

    private static TrainingBatch BatchOf(int[] rows)
    {
        var batch = new TrainingBatch();
        batch.Fill(_rows, rows, seed: 1);
        return batch;
    }

    private static double[][] Logits(int seed) => TermEquations.Rows(Passes.Numbers(Rows * Classes, seed), Classes);

    private static double[] Softmax(double[] logits, double temperature) => Array.ConvertAll(LogSoftmax(logits, temperature), Math.Exp);

    private static double[] Mean(double[] weights, double[][] vectors) =>
        [.. Enumerable.Range(0, Classes).Select(c => weights.Zip(vectors, (weight, vector) => weight * vector[c]).Sum() / weights.Sum())];
}
