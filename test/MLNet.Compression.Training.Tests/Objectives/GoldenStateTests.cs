using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms that read embeddings and hidden states.</summary>
public class GoldenStateTests
{
    private const int StudentSize = 12;
    private const int TeacherSize = 20;

    [Test]
    public void HiddenStates_SharedProjection_EqualsReference()
    {
        var golden = new GoldenLoss("tinybert-hidden");
        var term = new HiddenStates(golden.Pairs, StudentSize, TeacherSize, seed: 1);
        var students = golden.Pairs.Select(pair => (pair.Student, golden.Tensor($"student.hidden{pair.Student}", golden.Tokens))).ToArray();
        var teachers = golden.Pairs.Select(pair => (pair.Teacher, golden.Tensor($"teacher.hidden{pair.Teacher}", golden.Tokens))).ToArray();
        var projection = golden.SetProjection(term, TeacherSize);

        golden.Evaluate(term, TestOutputs.Of(golden.Tape, golden.Layout(2), hiddenStates: students), TestOutputs.Of(golden.Tape, golden.Layout(2), hiddenStates: teachers));

        foreach (var (layer, states) in students)
        {
            golden.AddGradient($"student.hidden{layer}", states.GradientSpan);
        }

        golden.AddGradient("W", GoldenLoss.Transposed(projection.GradientSpan.ToArray(), StudentSize));
        golden.AssertEqual();
        Assert.That(golden.Number("loss") * golden.Pairs.Length, Is.EqualTo(golden.Number("sum_over_layers")).Within(1e-12));
    }

    [Test]
    public void Embeddings_OwnProjection_EqualsReference()
    {
        var golden = new GoldenLoss("tinybert-embedding");
        var term = new Embeddings(StudentSize, TeacherSize, seed: 1);
        var student = golden.Tensor("student.embeddings", golden.Tokens);
        var teacher = golden.Tensor("teacher.embeddings", golden.Tokens);
        var projection = golden.SetProjection(term, TeacherSize);

        golden.Evaluate(term, TestOutputs.Of(golden.Tape, golden.Layout(2), student), TestOutputs.Of(golden.Tape, golden.Layout(2), teacher));

        golden.AddGradient("student.embeddings", student.GradientSpan);
        golden.AddGradient("W", GoldenLoss.Transposed(projection.GradientSpan.ToArray(), StudentSize));
        golden.AssertEqual();
    }

    [Test]
    public void CosineStates_EqualSizes_EqualsReference()
    {
        var golden = new GoldenLoss("cosine");
        var student = golden.Tensor("student.hidden", golden.Tokens);
        var teacher = golden.Tensor("teacher.hidden", golden.Tokens);

        golden.Evaluate(
            new CosineStates([new LayerPair(1, 3)]),
            TestOutputs.Of(golden.Tape, golden.Layout(2), hiddenStates: [(1, student)]),
            TestOutputs.Of(golden.Tape, golden.Layout(2), hiddenStates: [(3, teacher)]));

        golden.AddGradient("student.hidden", student.GradientSpan);
        golden.AssertEqual();
    }

    [Test]
    public void CosineStates_OtherSize_Throws()
    {
        var golden = new GoldenLoss("tinybert-hidden");
        var student = TestOutputs.Of(golden.Tape, golden.Layout(2), hiddenStates: [(0, golden.Tensor("student.hidden0", golden.Tokens))]);
        var teacher = TestOutputs.Of(golden.Tape, golden.Layout(2), hiddenStates: [(1, golden.Tensor("teacher.hidden1", golden.Tokens))]);

        Assert.That(
            () => golden.Evaluate(new CosineStates([new LayerPair(0, 1)]), student, teacher),
            Throws.ArgumentException.With.Message.Contains("15 x 12").And.Message.Contains("15 x 20"));
    }

    /// <remarks>The reference has the [CLS] rows alone; here they stand at the starts of three sequences among other tokens.</remarks>
    [Test]
    public void PatientStates_FirstTokens_EqualsReference()
    {
        var golden = new GoldenLoss("pkd");
        var layout = golden.Layout(2);
        var students = golden.Pairs.Select(pair => (pair.Student, golden.WithFirstTokens($"student.cls{pair.Student}", layout))).ToArray();
        var teachers = golden.Pairs.Select(pair => (pair.Teacher, golden.WithFirstTokens($"teacher.cls{pair.Teacher}", layout))).ToArray();

        golden.Evaluate(new PatientStates(golden.Pairs), TestOutputs.Of(golden.Tape, layout, hiddenStates: students), TestOutputs.Of(golden.Tape, layout, hiddenStates: teachers));

        foreach (var (layer, states) in students)
        {
            golden.AddGradient($"student.cls{layer}", GoldenLoss.FirstTokenGradients(states, layout));
        }

        golden.AssertEqual();
        Assert.That(golden.Number("loss") * golden.Pairs.Length * layout.SequenceCount, Is.EqualTo(golden.Number("sum")).Within(1e-12));
        Assert.That(golden.Number("loss") / TeacherSize, Is.EqualTo(golden.Number("mean_over_features_too")).Within(1e-12));
    }

    [Test]
    public void DistanceRelations_FirstTokens_EqualsReference() => CompareRelations("rkd-distance", pairs => new DistanceRelations(pairs));

    [Test]
    public void AngleRelations_FirstTokens_EqualsReference() => CompareRelations("rkd-angle", pairs => new AngleRelations(pairs));

    [TestCase(1)]
    [TestCase(2)]
    public void Relations_EqualStates_AreZeroWithoutGradient(int sequences)
    {
        var tape = Autograd.Passes.Training();
        var layout = new Training.Autograd.AttentionLayout([.. Enumerable.Range(0, sequences + 1)], 1);
        var states = Autograd.Passes.Tensor(tape, sequences, 3, new float[3 * sequences]);
        var outputs = TestOutputs.Of(tape, layout, hiddenStates: [(0, states)]);
        var context = TestContexts.Of(tape, outputs, outputs, new NoTargets());
        LayerPair[] pairs = [new(0, 0)];

        foreach (var term in new LayerTerm[] { new DistanceRelations(pairs), new AngleRelations(pairs), new PatientStates(pairs) })
        {
            Assert.That(term.Evaluate(context, 1), Is.Zero, term.Name);
        }

        Assert.That(states.GradientSpan.ToArray(), Is.All.Zero);
    }

    private static void CompareRelations(string name, Func<LayerPair[], LayerTerm> term)
    {
        var golden = new GoldenLoss(name);
        var layout = new Training.Autograd.AttentionLayout([0, 2, 3, 6, 7, 9], heads: 1);
        var student = golden.WithFirstTokens("student.embedding", layout);
        var teacher = golden.WithFirstTokens("teacher.embedding", layout);

        golden.Evaluate(
            term([new LayerPair(2, 3)]),
            TestOutputs.Of(golden.Tape, layout, hiddenStates: [(2, student)]),
            TestOutputs.Of(golden.Tape, layout, hiddenStates: [(3, teacher)]));

        golden.AddGradient("student.embedding", GoldenLoss.FirstTokenGradients(student, layout));
        golden.AssertEqual();
    }
}
