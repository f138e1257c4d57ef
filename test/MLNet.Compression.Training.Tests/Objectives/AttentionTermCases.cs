using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;
using static MLNet.Compression.Training.Tests.Objectives.TermEquations;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms of attention scores, and of queries, keys and values.</summary>
internal static class AttentionTermCases
{
    private const int Heads = 2;
    private const int HeadSize = 3;
    private const int TeacherHeadSize = 4;
    private const int RelationHeads = 3;
    private const int WideTeacherHeadSize = 5;
    private static readonly LayerPair[] _pairs = [new(0, 1), new(2, 3)];
    private static readonly AttentionLayout _layout = new(Starts, Heads);

    public static IEnumerable<TermCase> All => new[] { false, true }.SelectMany(bySequence =>
    {
        var averaging = bySequence ? Averaging.Sequence : Averaging.Element;
        return (TermCase[])
        [
            Scores(new AttentionScores(_pairs, averaging), bySequence, (s, t) => s.Zip(t, (a, b) => (a - b) * (a - b)).Sum(), Square),
            Scores(new AttentionRelations(_pairs, averaging), bySequence, RowDivergences, sequence => Heads * LengthOf(sequence)),
            SelfRelations(new ValueRelations(_pairs, averaging), bySequence, Heads, TeacherHeadSize, [0, 0, 1]),
            SelfRelations(new QueryKeyValueRelations(_pairs, Heads, [1, 1, 1], averaging), bySequence, Heads, TeacherHeadSize, [1, 1, 1]),
            SelfRelations(new QueryKeyValueRelations(_pairs, RelationHeads, [0.5, 0, 2], averaging), bySequence, RelationHeads, WideTeacherHeadSize, [0.5, 0, 2]),
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

    /// <param name="term">The term.</param>
    /// <param name="bySequence">Whether each sequence counts alike.</param>
    /// <param name="heads">The heads that are compared; the student has six features, in two heads of its own.</param>
    /// <param name="teacherHeadSize">Features of each of them in the teacher.</param>
    /// <param name="weights">The weights of queries, keys and values.</param>
    private static TermCase SelfRelations(ObjectiveTerm term, bool bySequence, int heads, int teacherHeadSize, double[] weights)
    {
        const int Features = Heads * HeadSize;
        Parameter[] students = [Tensor(Tokens, 3 * Features, 1), Tensor(Tokens, 3 * Features, 2)];
        Parameter[] teachers = [Tensor(Tokens, 3 * heads * teacherHeadSize, 3), Tensor(Tokens, 3 * heads * teacherHeadSize, 4)];
        return new(
            $"{heads} heads, {Name(bySequence)}",
            term,
            students,
            tape => Context(tape, students, teachers, (layers, layerTape) => TestOutputs.Of(layerTape, _layout, queryKeyValues: layers)),
            values => _pairs.Index().Average(pair => weights.Index().Sum(part => part.Item * Mean(
                [.. Enumerable.Range(0, Sequences).Select(s => Relations(values[pair.Index], part.Index, heads, s)
                    .Zip(Relations([.. teachers[pair.Index].ValueSpan.ToArray().Select(value => (double)value)], part.Index, heads, s), RowDivergences).Sum())],
                [.. Enumerable.Range(0, Sequences).Select(s => heads * LengthOf(s))],
                bySequence))));
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

    /// <summary>A Aᵀ / sqrt(d) of each head of a sequence, where A are queries (part 0), keys or values.</summary>
    private static IEnumerable<double[]> Relations(double[] queryKeyValues, int part, int heads, int sequence)
    {
        var columns = queryKeyValues.Length / Tokens;
        var size = columns / 3 / heads;
        var rows = Rows(queryKeyValues, columns)[Starts[sequence]..Starts[sequence + 1]];
        return Enumerable.Range(0, heads).Select(head =>
        {
            var vectors = rows.Select(row => row.AsSpan((part * columns / 3) + (head * size), size).ToArray()).ToArray();
            return vectors.SelectMany(a => vectors.Select(b => Dot(a, b) / Math.Sqrt(size))).ToArray();
        });
    }

    /// <summary>Σ over rows of KL(softmax t ‖ softmax s) of [n x n] scores.</summary>
    private static double RowDivergences(double[] student, double[] teacher)
    {
        var n = (int)Math.Sqrt(student.Length);
        return student.Chunk(n).Zip(teacher.Chunk(n), (s, t) => Divergence(LogSoftmax(t), LogSoftmax(s))).Sum();
    }
}
