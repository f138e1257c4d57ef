using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;
using static MLNet.Compression.Training.Tests.Objectives.TermEquations;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms of attention scores and of values.</summary>
internal static class AttentionTermCases
{
    private const int Heads = 2;
    private const int HeadSize = 3;
    private const int TeacherHeadSize = 4;
    private static readonly LayerPair[] _pairs = [new(0, 1), new(2, 3)];
    private static readonly AttentionLayout _layout = new(Starts, Heads);

    public static IEnumerable<TermCase> All => new[] { false, true }.SelectMany(bySequence =>
    {
        var averaging = bySequence ? Averaging.Sequence : Averaging.Element;
        return (TermCase[])
        [
            Scores(new AttentionScores(_pairs, averaging), bySequence, (s, t) => s.Zip(t, (a, b) => (a - b) * (a - b)).Sum(), Square),
            Scores(new AttentionRelations(_pairs, averaging), bySequence, RowDivergences, sequence => Heads * LengthOf(sequence)),
            Values(new ValueRelations(_pairs, averaging), bySequence),
        ];
    });

    private static TermCase Scores(ObjectiveTerm term, bool bySequence, Func<double[], double[], double> sumOfHead, Func<int, int> count)
    {
        var size = (int)_layout.Count;
        Parameter[] students = [Tensor(1, size, 1), Tensor(1, size, 2)];
        Parameter[] teachers = [Tensor(1, size, 3), Tensor(1, size, 4)];
        return new(
            Name(bySequence),
            term,
            students,
            tape => Context(tape, students, teachers, (layers, layerTape) => TestOutputs.Of(layerTape, _layout, attentionScores: layers)),
            values => _pairs.Index().Average(pair => Mean(
                [.. Enumerable.Range(0, Sequences).Select(s => HeadsOf(values[pair.Index], s).Zip(HeadsOf(teachers[pair.Index].ValueSpan, s), sumOfHead).Sum())],
                [.. Enumerable.Range(0, Sequences).Select(count)],
                bySequence)));
    }

    private static TermCase Values(ObjectiveTerm term, bool bySequence)
    {
        Parameter[] students = [Tensor(Tokens, 3 * Heads * HeadSize, 1), Tensor(Tokens, 3 * Heads * HeadSize, 2)];
        Parameter[] teachers = [Tensor(Tokens, 3 * Heads * TeacherHeadSize, 3), Tensor(Tokens, 3 * Heads * TeacherHeadSize, 4)];
        return new(
            Name(bySequence),
            term,
            students,
            tape => Context(tape, students, teachers, (layers, layerTape) => TestOutputs.Of(layerTape, _layout, queryKeyValues: layers)),
            values => _pairs.Index().Average(pair => Mean(
                [.. Enumerable.Range(0, Sequences).Select(s => Relations(values[pair.Index], HeadSize, s)
                    .Zip(Relations([.. teachers[pair.Index].ValueSpan.ToArray().Select(value => (double)value)], TeacherHeadSize, s), RowDivergences).Sum())],
                [.. Enumerable.Range(0, Sequences).Select(s => Heads * LengthOf(s))],
                bySequence)));
    }

    private static ObjectiveContext Context(
        Tape tape, Parameter[] students, Parameter[] teachers, Func<(int, Tensor)[], Tape, ModelOutputs> outputs) => TestContexts.Of(
            tape,
            outputs([(_pairs[0].Student, students[0]), (_pairs[1].Student, students[1])], tape),
            outputs([(_pairs[0].Teacher, teachers[0]), (_pairs[1].Teacher, teachers[1])], tape),
            new NoTargets());

    private static Parameter Tensor(int rows, int columns, int seed) => Passes.Parameter(rows, columns, Passes.Numbers(rows * columns, seed), $"tensor {seed}");

    private static string Name(bool bySequence) => bySequence ? "each sequence alike" : "each element alike";

    private static int Square(int sequence) => Heads * LengthOf(sequence) * LengthOf(sequence);

    /// <summary>The [n x n] scores of each head of a sequence.</summary>
    private static IEnumerable<double[]> HeadsOf(double[] all, int sequence)
    {
        var n = LengthOf(sequence);
        return Enumerable.Range(0, Heads).Select(head => all.AsSpan((int)_layout.OffsetOf(sequence, head), n * n).ToArray());
    }

    private static IEnumerable<double[]> HeadsOf(ReadOnlySpan<float> all, int sequence) =>
        HeadsOf([.. all.ToArray().Select(value => (double)value)], sequence);

    /// <summary>V Vᵀ / sqrt(d) of each head of a sequence.</summary>
    private static IEnumerable<double[]> Relations(double[] queryKeyValues, int size, int sequence)
    {
        var rows = Rows(queryKeyValues, 3 * Heads * size)[Starts[sequence]..Starts[sequence + 1]];
        return Enumerable.Range(0, Heads).Select(head =>
        {
            var values = rows.Select(row => row.AsSpan(((2 * Heads) + head) * size, size).ToArray()).ToArray();
            return values.SelectMany(a => values.Select(b => Dot(a, b) / Math.Sqrt(size))).ToArray();
        });
    }

    /// <summary>Σ over rows of KL(softmax t ‖ softmax s) of [n x n] scores.</summary>
    private static double RowDivergences(double[] student, double[] teacher)
    {
        var n = (int)Math.Sqrt(student.Length);
        return student.Chunk(n).Zip(teacher.Chunk(n), (s, t) => Divergence(LogSoftmax(t), LogSoftmax(s))).Sum();
    }
}
