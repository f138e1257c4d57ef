using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;
using static MLNet.Compression.Training.Tests.Objectives.TermEquations;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms of logits.</summary>
internal static class LogitTermCases
{
    private const int Classes = 5;
    private const double Temperature = 2;
    private static readonly int[] _labels = [0, 4, 2, 2, 1, 3];
    private static readonly int[] _tokenLabels = [1, TokenTargets.None, 4, 0, TokenTargets.None, 2];
    private static readonly double[] _classWeights = [0.5, 2, 1, 0.1, 3];
    private static readonly float[] _rowWeights = [1, 0, 0.5f, 2, 0.25f, 1];
    private static readonly float[] _values = [0.5f, -2, 3, 0.25f, 1, -1];
    private static readonly AnswerSpan[] _answers = [new(0, 2), new(0, 0), new(1, 1), new(0, 1), new(2, 2)];

    private static readonly Similarity[] _pairs = [new(0.9f), new(-0.25f), new(0)];

    private static readonly LabelSet[] _sets = [new([0, 3]), new([]), new([0, 1, 2, 3, 4]), new([2]), new([1, 4]), new([4])];

    public static IEnumerable<TermCase> All =>
    [
        Labels("", new HardLabels(), new ClassTargets(_labels), z => z.Select((row, i) => -LogSoftmax(row)[_labels[i]]).Average()),
        Labels("smoothed", new HardLabels(0.1), new ClassTargets(_labels), z => z.Select((row, i) => Smoothed(LogSoftmax(row), _labels[i], 0.1)).Average()),
        Labels("", new WeightedLabels(_classWeights), new ClassTargets(_labels), z =>
            z.Select((row, i) => -_classWeights[_labels[i]] * LogSoftmax(row)[_labels[i]]).Sum() / _labels.Sum(label => _classWeights[label])),
        Labels("rows with weights", new HardLabels(), new ClassTargets(_labels) { Weights = _rowWeights }, z =>
            z.Select((row, i) => -_rowWeights[i] * LogSoftmax(row)[_labels[i]]).Sum() / _rowWeights.Sum()),
        Labels("rows with weights", new ValueLabels(), new ValueTargets(_values) { Weights = _rowWeights }, z =>
            z.Select((row, i) => _rowWeights[i] * Math.Pow(row[0] - _values[i], 2)).Sum() / _rowWeights.Sum(), columns: 1),
        Labels("", new TokenLabels(), new TokenTargets(_tokenLabels), z =>
            z.Zip(_tokenLabels).Where(row => row.Second != TokenTargets.None).Average(row => -LogSoftmax(row.First)[row.Second])),
        Labels("", new PieceLabels(start: 3), new TokenTargets(_tokenLabels), z => PiecesOfTwo(z, start: 3)),
        Labels("", new BinaryLabels(), new LabelSetTargets(_sets), z => z.Select((row, i) => CrossEntropyOf(row, Truth(i))).Average()),
        Labels("rows with weights", new BinaryLabels(), new LabelSetTargets(_sets) { Weights = _rowWeights }, z =>
            z.Select((row, i) => _rowWeights[i] * CrossEntropyOf(row, Truth(i))).Sum() / _rowWeights.Sum()),
        Taught(new SoftBinaryLabels(Temperature), (student, teacher) => student.Zip(teacher, (s, t) => CrossEntropyOf(Heated(s), Sigmoid(Heated(t)))).Average()),
        Taught(new SoftBinaryLabels(Temperature, isRelative: true), (student, teacher) => student.Zip(teacher, (s, t) => DivergenceOf(Sigmoid(Heated(s)), Sigmoid(Heated(t)))).Average()),
        LabelsOfTeacher(),
        Labels("", new ValueLabels(), new ValueTargets(_values), z => z.Select((row, i) => Math.Pow(row[0] - _values[i], 2)).Average(), columns: 1),
        Divergences(new SoftLabels(Temperature), (s, t) => -t.Zip(s, (logT, logS) => Math.Exp(logT) * logS).Sum()),
        Divergences(new KullbackLeibler(Temperature), (s, t) => Divergence(t, s)),
        Divergences(new ReverseKullbackLeibler(Temperature), Divergence),
        Divergences(new JensenShannon(Temperature), JensenShannon),
        Regression(),
        Taught(new EmbeddingDistance(), (student, teacher) => student.Zip(teacher, (s, t) => s.Zip(t, (a, b) => (a - b) * (a - b)).Sum()).Average()),
        Taught(new EmbeddingCosine(), (student, teacher) => student.Zip(teacher, (s, t) => 1 - Cosine(s, t)).Average()),
        Labels("", new PairCosine(), new SimilarityTargets(_pairs), z => PairsOf(z).Average(Missed)),
        Labels("rows with weights", new PairCosine(), new SimilarityTargets(_pairs) { Weights = [2, 0.5f, 0] }, z => ((2 * Missed(PairsOf(z)[0])) + (0.5 * Missed(PairsOf(z)[1]))) / 2.5),
        Labels("", new EmbeddingProbe(), new NoTargets(), z => z.Select((row, i) => Signed(row, new SeededRandom(seed: 0, (ulong)i))).Average()),
        Answers(new AnswerLabels(), (scores, _, sequence, end) => -LogSoftmax(scores)[end == 0 ? _answers[sequence].Start : _answers[sequence].End]),
        Answers(new SoftAnswers(Temperature), (scores, teacher, _, _) =>
            -LogSoftmax(teacher, Temperature).Zip(LogSoftmax(scores, Temperature), (t, s) => Math.Exp(t) * s).Sum()),
    ];

    private static TermCase Labels(string name, ObjectiveTerm term, Targets targets, Func<double[][], double> equation, int columns = Classes)
    {
        var student = Passes.Parameter(_labels.Length, columns, Passes.Numbers(_labels.Length * columns, 1), "logits");
        return new(name, term, [student], tape => TestContexts.Of(tape, TestOutputs.OfLogits(tape, student), null, targets), values => equation(Rows(values[0], columns)));
    }

    private static (double Cosine, double Wanted)[] PairsOf(double[][] vectors) => [.. vectors.Chunk(2).Zip(_pairs, (pair, wanted) => (Cosine(pair[0], pair[1]), (double)wanted.Cosine))];

    private static double Missed((double Cosine, double Wanted) pair) => Math.Pow(pair.Cosine - pair.Wanted, 2);

    private static double Cosine(double[] a, double[] b) => Dot(a, b) / Math.Sqrt(Dot(a, a) * Dot(b, b));

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Signed(double[] row, SeededRandom random) => row.Sum(value => random.NextDouble() < 0.5 ? -value : value);

    /// <summary>The teacher's logits are what is learnt: on tokens of its own, which have targets of their own.</summary>
    private static TermCase LabelsOfTeacher()
    {
        var teacher = Passes.Parameter(_labels.Length, Classes, Passes.Numbers(_labels.Length * Classes, 1), "logits");
        return new(
            "",
            new TeacherLabels(new PieceLabels(start: 2), tokenization: 1),
            [teacher],
            tape =>
            {
                var context = TestContexts.Of(tape, TestOutputs.OfLogits(tape, tape.Allocate(1, 1)), TestOutputs.OfLogits(tape, teacher), new NoTargets());
                context.Batch.SetTargets(1, new TokenTargets(_tokenLabels));
                return context;
            },
            values => PiecesOfTwo(Rows(values[0], Classes), start: 2));
    }

    /// <summary>Classes before <paramref name="start"/> and from there on are two vocabularies.</summary>
    private static double PiecesOfTwo(double[][] logits, int start) => logits.Zip(_tokenLabels).Where(row => row.Second != TokenTargets.None)
        .Average(row => row.Second < start ? -LogSoftmax(row.First[..start])[row.Second] : -LogSoftmax(row.First[start..])[row.Second - start]);

    private static TermCase Divergences(ObjectiveTerm term, Func<double[], double[], double> divergence) => Taught(
        term, (student, teacher) => student.Zip(teacher, (s, t) => divergence(LogSoftmax(s, Temperature), LogSoftmax(t, Temperature))).Average());

    private static TermCase Regression() => Taught(new LogitRegression(), (student, teacher) => student.Zip(teacher, MeanSquare).Average());

    private static TermCase Taught(ObjectiveTerm term, Func<double[][], double[][], double> equation)
    {
        var student = Passes.Parameter(6, Classes, Passes.Numbers(6 * Classes, 1), "logits");
        var teacher = Passes.Parameter(6, Classes, Passes.Numbers(6 * Classes, 2));
        return new(
            "",
            term,
            [student],
            tape => TestContexts.Of(tape, TestOutputs.OfLogits(tape, student), TestOutputs.OfLogits(tape, teacher), new NoTargets()),
            values => equation(Rows(values[0], Classes), Rows(teacher.ValueSpan, Classes)));
    }

    private static TermCase Answers(ObjectiveTerm term, Func<double[], double[], int, int, double> equation)
    {
        var student = Passes.Parameter(Tokens, 2, Passes.Numbers(Tokens * 2, 1), "logits");
        var teacher = Passes.Parameter(Tokens, 2, Passes.Numbers(Tokens * 2, 2));
        var layout = new AttentionLayout(Starts, heads: 1);
        return new(
            "",
            term,
            [student],
            tape => TestContexts.Of(tape, TestOutputs.Of(tape, layout).With(student), TestOutputs.Of(tape, layout).With(teacher), new AnswerTargets(_answers)),
            values => Ends().Average(place => equation(
                Column(Rows(values[0], 2), place.Sequence, place.End), Column(Rows(teacher.ValueSpan, 2), place.Sequence, place.End), place.Sequence, place.End)));
    }

    private static IEnumerable<(int Sequence, int End)> Ends() => Enumerable.Range(0, 2 * Sequences).Select(i => (i / 2, i % 2));

    private static double[] Column(double[][] rows, int sequence, int column) => [.. rows[Starts[sequence]..Starts[sequence + 1]].Select(row => row[column])];

    private static double[] Truth(int row) => [.. Enumerable.Range(0, Classes).Select(label => _sets[row].Labels.Contains(label) ? 1.0 : 0)];

    private static double[] Heated(double[] z) => [.. z.Select(value => value / Temperature)];

    private static double[] Sigmoid(double[] z) => [.. z.Select(value => 1 / (1 + Math.Exp(-value)))];

    private static double CrossEntropyOf(double[] z, double[] q) => Sigmoid(z).Zip(q, (p, t) => -(t * Math.Log(p)) - ((1 - t) * Math.Log(1 - p))).Average();

    private static double DivergenceOf(double[] p, double[] q) => p.Zip(q, (s, t) => (t * Math.Log(t / s)) + ((1 - t) * Math.Log((1 - t) / (1 - s)))).Average();

    private static double Smoothed(double[] logs, int label, double epsilon) => -((1 - epsilon) * logs[label]) - (epsilon * logs.Average());

    private static double JensenShannon(double[] s, double[] t)
    {
        var middle = s.Zip(t, (a, b) => Math.Log((Math.Exp(a) + Math.Exp(b)) / 2)).ToArray();
        return (Divergence(s, middle) + Divergence(t, middle)) / 2;
    }
}
