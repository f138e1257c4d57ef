using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Terms that read logits.</summary>
public class GoldenLogitTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public void SoftLabels_Temperature_EqualsReference(int temperature)
    {
        var golden = new GoldenLoss($"soft-cross-entropy-T{temperature}");

        Compare(golden, [new WeightedTerm(new SoftLabels(temperature), 1)]);

        Assert.That(golden.Number("loss") / 5, Is.EqualTo(golden.Number("mean_over_all_elements")).Within(1e-12), "What TinyBERT's code returns is the loss over the classes.");
    }

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(4)]
    public void HintonLoss_Temperature_EqualsReference(int temperature)
    {
        var golden = new GoldenLoss($"hinton-T{temperature}");
        var model = TinyModels.Create();
        var losses = DistillationRecipe.Hinton(temperature, golden.Number("alpha")).Stages.Single().Losses;
        var terms = losses.SelectMany(loss => loss.Terms(new LossSetting(model, [new ModelTeacher(model)], null, 0))).ToArray();

        Compare(golden, terms);

        var (student, teacher) = Outputs(golden);
        var context = TestContexts.Of(golden.Tape, student, teacher, golden.Targets);
        golden.AddValue("kl", terms[0].Term.Evaluate(context, 0), golden.Number("kl"));
        golden.AddValue("cross_entropy", terms[1].Term.Evaluate(context, 0), golden.Number("cross_entropy"));
        golden.AssertEqual();
    }

    [Test]
    public void KullbackLeibler_Logits_EqualsReference() => Compare(new GoldenLoss("kl"), [new WeightedTerm(new KullbackLeibler(), 1)]);

    [Test]
    public void ReverseKullbackLeibler_Logits_EqualsReference() => Compare(new GoldenLoss("reverse-kl"), [new WeightedTerm(new ReverseKullbackLeibler(), 1)]);

    [Test]
    public void JensenShannon_Logits_EqualsReference() => Compare(new GoldenLoss("jensen-shannon"), [new WeightedTerm(new JensenShannon(), 1)]);

    [Test]
    public void LogitRegression_Logits_EqualsReference() => Compare(new GoldenLoss("mse-logits"), [new WeightedTerm(new LogitRegression(), 1)]);

    [Test]
    public void HardLabels_Smoothing_EqualsReference()
    {
        var golden = new GoldenLoss("label-smoothing");

        Compare(golden, [new WeightedTerm(new HardLabels(golden.Number("smoothing")), 1)]);
    }

    [Test]
    public void WeightedLabels_Weights_EqualsReference()
    {
        var golden = new GoldenLoss("class-weights");
        double[] weights = [.. golden.Case.GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble())];

        Compare(golden, [new WeightedTerm(new WeightedLabels(weights), 1)]);
    }

    [Test]
    public void TokenLabels_MaskedTokens_EqualsReference()
    {
        var golden = new GoldenLoss("masked-lm");
        golden.Targets = new TokenTargets(golden.Labels);

        Compare(golden, [new WeightedTerm(new TokenLabels(), 1)]);
    }

    [Test]
    public void TokenLabels_NoLabelledToken_IsZeroWithoutGradient()
    {
        var tape = Passes.Training();
        var logits = Passes.Tensor(tape, 3, 4, Passes.Numbers(12, 1));
        var context = TestContexts.Of(tape, TestOutputs.OfLogits(tape, logits), null, new TokenTargets([-100, -100, -100]));

        Assert.That(new TokenLabels().Evaluate(context, 1), Is.Zero);
        Assert.That(logits.GradientSpan.ToArray(), Is.All.Zero);
    }

    /// <remarks>Logits so far apart that every probability but one is 0 in fp32: logarithms of probabilities would be infinite.</remarks>
    [TestCaseSource(nameof(Divergences))]
    public void Divergence_ExtremeLogits_IsFinite(int index)
    {
        var tape = Passes.Training();
        var student = Passes.Tensor(tape, 1, 3, [1000, 0, -1000]);
        var teacher = Passes.Tensor(tape, 1, 3, [-1000, 0, 1000]);
        var context = TestContexts.Of(tape, TestOutputs.OfLogits(tape, student), TestOutputs.OfLogits(tape, teacher), new NoTargets());

        Assert.That(double.IsFinite(_divergences[index].Evaluate(context, 1)), Is.True);
        Assert.That(student.GradientSpan.ToArray(), Is.All.Matches<float>(float.IsFinite));
    }

    [TestCaseSource(nameof(Divergences))]
    public void Divergence_EqualLogits_HasNoGradient(int index)
    {
        var tape = Passes.Training();
        var student = Passes.Tensor(tape, 2, 3, Passes.Numbers(6, 1));
        var teacher = Passes.Tensor(tape, 2, 3, Passes.Numbers(6, 1));
        var context = TestContexts.Of(tape, TestOutputs.OfLogits(tape, student), TestOutputs.OfLogits(tape, teacher), new NoTargets());

        _divergences[index].Evaluate(context, 1);

        Assert.That(student.GradientSpan.ToArray(), Is.All.EqualTo(0).Within(1e-7));
    }

    private static readonly DivergenceTerm[] _divergences = [new SoftLabels(2), new KullbackLeibler(2), new ReverseKullbackLeibler(2), new JensenShannon(2)];

    private static IEnumerable<int> Divergences() => Enumerable.Range(0, _divergences.Length);

    private static void Compare(GoldenLoss golden, IEnumerable<WeightedTerm> terms)
    {
        var (student, teacher) = Outputs(golden);
        golden.Evaluate(terms, student, teacher);
        golden.AddGradient("student.logits", student.Logits!.GradientSpan);
        golden.AssertEqual();
    }

    private static (Training.Layers.ModelOutputs Student, Training.Layers.ModelOutputs? Teacher) Outputs(GoldenLoss golden)
    {
        var rows = golden.Labels.Length == 0 ? 6 : golden.Labels.Length;
        var student = TestOutputs.OfLogits(golden.Tape, golden.Tensor("student.logits", rows));
        return (student, golden.Has("teacher.logits") ? TestOutputs.OfLogits(golden.Tape, golden.Tensor("teacher.logits", rows)) : null);
    }
}
