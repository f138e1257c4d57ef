namespace MLNet.Compression.Training.Tests.Initialization;

public class RandomInitializerTests
{
    [Test]
    public void CreateRandom_Model_HasTheStatedDistribution()
    {
        var model = TinyModels.Create(TinyModels.ShapeOf(layers: 1, hidden: 64, heads: 2, feedForward: 128));

        foreach (var parameter in model.Parameters)
        {
            var values = parameter.ValueSpan.ToArray();
            if (parameter.Decays)
            {
                var deviation = Math.Sqrt(values.Average(value => (double)value * value));
                var isBerts = parameter.Name.Contains("embeddings", StringComparison.Ordinal) || parameter.Name.StartsWith("classifier", StringComparison.Ordinal);
                var expected = isBerts ? 0.02 : 1 / Math.Sqrt(parameter.Columns);
                Assert.That(deviation, Is.EqualTo(expected).Within(5 * expected / Math.Sqrt(2 * values.Length)), parameter.Name);
            }
            else
            {
                Assert.That(values, Is.All.EqualTo(parameter.Name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1 : 0), parameter.Name);
            }
        }
    }

    [Test]
    public void CreateRandom_SameSeed_IsTheSame() => Assert.That(TinyModels.Weights(TinyModels.Create(seed: 5)), Is.EqualTo(TinyModels.Weights(TinyModels.Create(TinyModels.Shape, seed: 5))));

    [Test]
    public void CreateRandom_OtherSeed_Differs() => Assert.That(TinyModels.Weights(TinyModels.Create(seed: 6)), Is.Not.EqualTo(TinyModels.Weights(TinyModels.Create(seed: 5))));

    [Test]
    public void CreateRandom_MatricesOfOneSize_Differ()
    {
        var model = TinyModels.Create();

        Assert.That(model.Encoder.Layers[0].Output.Weight.ValueSpan.ToArray(), Is.Not.EqualTo(model.Encoder.Layers[1].Output.Weight.ValueSpan.ToArray()));
    }
}
