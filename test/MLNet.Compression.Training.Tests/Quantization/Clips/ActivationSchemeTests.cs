using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression.Training.Tests.Quantization.Clips;

internal sealed class ActivationSchemeTests
{
    private static IEnumerable<QuantizationScheme> Floats => [QuantizationScheme.Float16, QuantizationScheme.Codebook(16), QuantizationScheme.ProductRows(4)];

    [Test]
    public void WithActivations_AnyScheme_IsEqualByValueAndNamesBoth()
    {
        var scheme = QuantizationScheme.LearnedStep(4).WithActivations(ActivationScheme.LearnedClip(4, ClipCalibration.Percentile(0.999)));

        Assert.That(scheme, Is.EqualTo(QuantizationScheme.LearnedStep(4).WithActivations(ActivationScheme.LearnedClip(4, ClipCalibration.Percentile(0.999)))));
        Assert.That(scheme, Is.Not.EqualTo(QuantizationScheme.LearnedStep(4).WithActivations(ActivationScheme.LearnedClip(5, ClipCalibration.Percentile(0.999)))));
        Assert.That(scheme, Is.Not.EqualTo(QuantizationScheme.LearnedStep(4).WithActivations(ActivationScheme.LearnedClip(4))));
        Assert.That(scheme.ToString(), Is.EqualTo("learnt step of 4 bits with inputs in a learnt clip of 4 bits from percentile 0.999"));
        Assert.That(scheme.WithActivations(ActivationScheme.LearnedClip()).ToString(), Is.EqualTo("learnt step of 4 bits with inputs in a learnt clip of 7 bits from Kullback-Leibler"));
        Assert.That(scheme.WithActivations(ActivationScheme.PerToken), Is.EqualTo(QuantizationScheme.LearnedStep(4)));
        Assert.That(QuantizationScheme.Float16.WithActivations(ActivationScheme.PerToken), Is.EqualTo(QuantizationScheme.Float16));
    }

    [Test]
    public void WithActivations_SchemesOfFloats_AreRefused([ValueSource(nameof(Floats))] QuantizationScheme scheme) => Assert.That(
        () => scheme.WithActivations(ActivationScheme.LearnedClip()), Throws.TypeOf<NotSupportedException>().With.Message.Contains("multiplies in fp32"));

    [TestCase(1)]
    [TestCase(8)]
    public void LearnedClip_OtherBits_Throws(int bits) => Assert.That(() => ActivationScheme.LearnedClip(bits), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void WithActivations_WholePlan_ChangesMatricesOfIntegersAlone()
    {
        var plan = (QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.LearnedStep(4)) with { Pooler = QuantizationScheme.Float16 })
            .ForLayer(1, attention: QuantizationScheme.Ternary)
            .WithActivations(ActivationScheme.LearnedClip());

        Assert.That(plan.WordEmbeddings, Is.EqualTo(QuantizationScheme.LearnedStep(4)));
        Assert.That(plan.Pooler, Is.EqualTo(QuantizationScheme.Float16));
        Assert.That(plan.Attention, Is.EqualTo(QuantizationScheme.Int8.WithActivations(ActivationScheme.LearnedClip())));
        Assert.That(plan.Layers[0].Attention, Is.EqualTo(QuantizationScheme.Ternary.WithActivations(ActivationScheme.LearnedClip())));
        Assert.That(plan.Layers[0].FeedForward, Is.Null);
        Assert.That(plan.WithActivations(ActivationScheme.PerToken), Is.EqualTo((QuantizationPlan.Of(QuantizationScheme.Int8, QuantizationScheme.LearnedStep(4)) with { Pooler = QuantizationScheme.Float16 }).ForLayer(1, attention: QuantizationScheme.Ternary)));
    }

    [Test]
    public void Of_ClippedScheme_IsForMatricesAlone()
    {
        var clipped = QuantizationScheme.Int8.WithActivations(ActivationScheme.LearnedClip());

        Assert.That(QuantizationPlan.Of(clipped).WordEmbeddings, Is.EqualTo(QuantizationScheme.Int8));
        Assert.That(PlanCheck.FaultFor(QuantizationPlan.Of(clipped), TinyModels.Shape), Is.Null);
        Assert.That(PlanCheck.FaultFor(QuantizationPlan.Int8 with { OtherTables = clipped }, TinyModels.Shape), Does.Contain("have no inputs"));
    }
}
