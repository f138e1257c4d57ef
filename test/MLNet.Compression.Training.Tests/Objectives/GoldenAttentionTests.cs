using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms that read attention scores and values.</summary>
public class GoldenAttentionTests
{
    private const int Heads = 2;

    [TestCase("element", (int)Averaging.Element)]
    [TestCase("sequence", (int)Averaging.Sequence)]
    public void AttentionScores_LayerPairs_EqualReference(string name, int averaging)
    {
        var golden = new GoldenLoss($"tinybert-attention-{name}");
        var students = golden.Pairs.Select(pair => (pair.Student, golden.Scores($"student.scores{pair.Student}"))).ToArray();
        var teachers = golden.Pairs.Select(pair => (pair.Teacher, golden.Scores($"teacher.scores{pair.Teacher}"))).ToArray();
        var layout = golden.Layout(Heads);

        golden.Evaluate(
            new AttentionScores(golden.Pairs, (Averaging)averaging),
            TestOutputs.Of(golden.Tape, layout, attentionScores: students),
            TestOutputs.Of(golden.Tape, layout, attentionScores: teachers));

        foreach (var (layer, scores) in students)
        {
            golden.AddScoreGradients($"student.scores{layer}", scores);
        }

        golden.AssertEqual();
        Assert.That(golden.Number("loss") * golden.Pairs.Length, Is.EqualTo(golden.Number("sum_over_layers")).Within(1e-12));
    }

    [TestCase("element", (int)Averaging.Element)]
    [TestCase("sequence", (int)Averaging.Sequence)]
    public void AttentionRelations_LastLayers_EqualReference(string name, int averaging)
    {
        var golden = new GoldenLoss($"minilm-attention-{name}");
        var (student, teacher) = (golden.Scores("student.scores1"), golden.Scores("teacher.scores3"));
        var layout = golden.Layout(Heads);

        golden.Evaluate(
            new AttentionRelations([new LayerPair(1, 3)], (Averaging)averaging),
            TestOutputs.Of(golden.Tape, layout, attentionScores: [(1, student)]),
            TestOutputs.Of(golden.Tape, layout, attentionScores: [(3, teacher)]));

        golden.AddScoreGradients("student.scores1", student);
        golden.AssertEqual();
    }

    [TestCase("element", (int)Averaging.Element)]
    [TestCase("sequence", (int)Averaging.Sequence)]
    public void ValueRelations_HeadSizesDiffer_EqualReference(string name, int averaging)
    {
        var golden = new GoldenLoss($"minilm-values-{name}");
        var student = WithValues(golden, "student.values");
        var teacher = WithValues(golden, "teacher.values");
        var layout = golden.Layout(Heads);

        golden.Evaluate(
            new ValueRelations([new LayerPair(1, 3)], (Averaging)averaging),
            TestOutputs.Of(golden.Tape, layout, queryKeyValues: [(1, student)]),
            TestOutputs.Of(golden.Tape, layout, queryKeyValues: [(3, teacher)]));

        golden.AddGradient("student.values", [.. Enumerable.Range(0, golden.Tokens).SelectMany(t => student.Gradient.RowSpan(t)[(student.Columns * 2 / 3)..].ToArray())]);
        golden.AssertEqual();
        Assert.That(Enumerable.Range(0, golden.Tokens).SelectMany(t => student.Gradient.RowSpan(t)[..(student.Columns * 2 / 3)].ToArray()), Is.All.Zero, "Queries and keys are not concerned.");
    }

    [Test]
    public void QueryKeyValueRelations_ValuesAloneWithAsManyHeads_EqualReference()
    {
        var golden = new GoldenLoss("minilm-values-element");
        var (student, teacher) = (WithValues(golden, "student.values"), WithValues(golden, "teacher.values"));

        golden.Evaluate(
            new QueryKeyValueRelations([new LayerPair(1, 3)], Heads, [0, 0, 1]),
            TestOutputs.Of(golden.Tape, golden.Layout(1), queryKeyValues: [(1, student)]),
            TestOutputs.Of(golden.Tape, golden.Layout(4), queryKeyValues: [(3, teacher)]));

        golden.AddGradient("student.values", [.. Enumerable.Range(0, golden.Tokens).SelectMany(t => student.Gradient.RowSpan(t)[(student.Columns * 2 / 3)..].ToArray())]);
        golden.AssertEqual();
    }

    [Test]
    public void QueryKeyValueRelations_HeadsThatDoNotDivide_NamesThoseThatDo() =>
        Assert.That(
            () => QueryKeyValueRelations.RequireDivisible(new LayerPair(1, 3), 312, 384, 48),
            Throws.ArgumentException.With.Message.Contains("student layer 1 have 312 features").And.Message.Contains("such as 24"));

    [Test]
    public void AttentionRelations_OtherNumberOfHeads_Throws()
    {
        var golden = new GoldenLoss("minilm-attention-element");
        var student = TestOutputs.Of(golden.Tape, golden.Layout(Heads), attentionScores: [(1, golden.Scores("student.scores1"))]);
        var teacher = TestOutputs.Of(golden.Tape, golden.Layout(3), attentionScores: [(3, golden.Scores("teacher.scores3"))]);

        Assert.That(
            () => golden.Evaluate(new AttentionRelations([new LayerPair(1, 3)]), student, teacher),
            Throws.ArgumentException.With.Message.Contains("Student layer 1 has 2 heads, teacher layer 3 has 3"));
    }

    /// <summary>Queries, keys and values of which only the values are the reference's.</summary>
    private static Training.Autograd.Tensor WithValues(GoldenLoss golden, string name)
    {
        var values = golden.Tensor(name, golden.Tokens);
        var all = Passes.Tensor(golden.Tape, golden.Tokens, 3 * values.Columns, Passes.Numbers(3 * (int)values.Count, seed: 3));
        for (var token = 0; token < golden.Tokens; token++)
        {
            values.Value.RowSpan(token).CopyTo(all.Value.RowSpan(token)[(2 * values.Columns)..]);
        }

        return all;
    }
}
