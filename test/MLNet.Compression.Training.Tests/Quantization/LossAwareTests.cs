using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression.Training.Tests.Quantization;

/// <summary>Roundings that go by the second moments of the optimizer.</summary>
internal sealed class LossAwareTests
{
    private static IEnumerable<QuantizationScheme> Schemes => [QuantizationScheme.LossAwareTernary, QuantizationScheme.LossAwareCodebook(8), QuantizationScheme.LossAware(3), QuantizationScheme.LossAware(4).InGroups(32)];

    [Test]
    public void Run_LossAwareScheme_KnowsTheMomentsOfEveryWeightThatHasThem([ValueSource(nameof(Schemes))] QuantizationScheme scheme)
    {
        var (model, environment) = (TinyModels.CreateLively(), new TrainingEnvironment(1));
        using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(scheme), environment);
        Assert.That(CurvaturesOf().SelectMany(pair => pair.Curvature.All.ToArray()), Is.All.EqualTo(1));

        QuantizationAwareTraining.Run(rounded, null, TinyModels.Data(32), new QuantizationOptions { BatchSize = 8, LearningRate = 1e-3 }, environment);

        Assert.That(CurvaturesOf(), Has.Length.EqualTo(3 + 8 + 1), "tables, matrices of two layers, pooler");
        foreach (var (weight, curvature) in CurvaturesOf())
        {
            var diagonal = curvature.All.ToArray();
            Assert.That(diagonal, Is.All.InRange(1e-8f, 10f), weight.Name);
            Assert.That(diagonal.Distinct().Count(), Is.GreaterThan(10), weight.Name);
        }

        (Parameter Weight, Curvature Curvature)[] CurvaturesOf() =>
        [
            .. from weight in model.Parameters
               from rounding in weight.Parametrizations.OfType<ICurved>()
               where rounding.Curvature is not null
               select (weight, rounding.Curvature),
        ];
    }

    [Test]
    public void Of_WithoutTraining_CodebookIsThePlainOne()
    {
        Assert.That(Words(QuantizationScheme.LossAwareCodebook(8)), Is.EqualTo(Words(QuantizationScheme.Codebook(8))));

        static float[] Words(QuantizationScheme scheme)
        {
            var model = TinyModels.CreateLively();
            using var rounded = RoundedModel.Of(model, QuantizationPlan.Of(scheme), new TrainingEnvironment(1));
            return model.Encoder.Embeddings.Words.ToStore().Values;
        }
    }
}
