using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;
using static MLNet.Compression.Training.Tests.Objectives.TermEquations;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms of embeddings and hidden states.</summary>
internal static class StateTermCases
{
    private const int Size = 5;
    private const int Wide = 7;
    private static readonly LayerPair[] _pairs = [new(0, 1), new(1, 3)];
    private static readonly AttentionLayout _layout = new(Starts, heads: 1);

    public static IEnumerable<TermCase> All =>
    [
        Embedding("of one size", Size),
        Embedding("projected", Wide),
        Hidden("of one size", new HiddenStates(_pairs, Size, Size, seed: 1), Size, (s, t) => MeanSquare([.. s.SelectMany(row => row)], [.. t.SelectMany(row => row)])),
        Projected(),
        Hidden("", new CosineStates(_pairs), Size, (s, t) => s.Zip(t, (a, b) => 1 - Cosine(a, b)).Average()),
        Hidden("", new PatientStates(_pairs), Size, (s, t) => First(s).Zip(First(t), (a, b) => 2 - (2 * Cosine(a, b))).Average()),
        Hidden("", new DistanceRelations(_pairs), Wide, (s, t) => Distances(First(s)).Zip(Distances(First(t)), (a, b) => SmoothL1(a - b)).Average()),
        Hidden("", new AngleRelations(_pairs), Wide, (s, t) => Angles(First(s)).Zip(Angles(First(t)), (a, b) => SmoothL1(a - b)).Average()),
    ];

    private static TermCase Embedding(string name, int teacherSize)
    {
        var term = new Training.Objectives.Embeddings(Size, teacherSize, seed: 1);
        var (student, teacher) = (States(Size, 1), States(teacherSize, 2));
        return new(
            name,
            term,
            [student, .. term.Parameters],
            tape => TestContexts.Of(tape, TestOutputs.Of(tape, _layout, student), TestOutputs.Of(tape, _layout, teacher), new NoTargets()),
            values => MeanSquare(values.Length == 1 ? values[0] : Project(values[0], values[1]), [.. teacher.ValueSpan.ToArray().Select(value => (double)value)]));
    }

    private static TermCase Hidden(string name, ObjectiveTerm term, int teacherSize, Func<double[][], double[][], double> equation)
    {
        Parameter[] students = [States(Size, 1), States(Size, 2)];
        Parameter[] teachers = [States(teacherSize, 3), States(teacherSize, 4)];
        return new(
            name,
            term,
            [.. students, .. term.Parameters],
            tape => Context(tape, students, teachers),
            values => _pairs.Index().Average(pair => equation(Rows(values[pair.Index], Size), Rows(teachers[pair.Index].ValueSpan, teacherSize))));
    }

    private static TermCase Projected()
    {
        var term = new HiddenStates(_pairs, Size, Wide, seed: 1);
        Parameter[] students = [States(Size, 1), States(Size, 2)];
        Parameter[] teachers = [States(Wide, 3), States(Wide, 4)];
        return new(
            "projected",
            term,
            [.. students, .. term.Parameters],
            tape => Context(tape, students, teachers),
            values => _pairs.Index().Average(pair =>
                MeanSquare(Project(values[pair.Index], values[2]), [.. teachers[pair.Index].ValueSpan.ToArray().Select(value => (double)value)])));
    }

    private static ObjectiveContext Context(Tape tape, Parameter[] students, Parameter[] teachers) => TestContexts.Of(
        tape,
        TestOutputs.Of(tape, _layout, hiddenStates: [(_pairs[0].Student, students[0]), (_pairs[1].Student, students[1])]),
        TestOutputs.Of(tape, _layout, hiddenStates: [(_pairs[0].Teacher, teachers[0]), (_pairs[1].Teacher, teachers[1])]),
        new NoTargets());

    private static Parameter States(int size, int seed) => Passes.Parameter(Tokens, size, Passes.Numbers(Tokens * size, seed), $"states {seed}");

    /// <summary>h Wᵀ with W [teacher size x student size].</summary>
    private static double[] Project(double[] states, double[] projection) => Autograd.Operations.Equations.Linear(states, projection, null, Size);

    private static double Cosine(double[] a, double[] b) => Dot(a, b) / Math.Sqrt((Dot(a, a) + 1e-12) * (Dot(b, b) + 1e-12));

    private static double[] Distances(double[][] rows)
    {
        double[] distances = [.. rows.SelectMany(a => rows.Select(b => Norm(Minus(a, b))))];
        var mean = distances.Sum() / (rows.Length * (rows.Length - 1));
        return [.. distances.Select(distance => distance / mean)];
    }

    private static double[] Angles(double[][] rows) =>
        [.. rows.SelectMany(corner => rows.SelectMany(k => rows.Select(l => Angle(Minus(k, corner), Minus(l, corner)))))];

    private static double Angle(double[] a, double[] b) => Norm(a) * Norm(b) == 0 ? 0 : Dot(a, b) / (Norm(a) * Norm(b));
}
