namespace MLNet.Compression.Training.Tests.Initialization;

public class RandomInitializerTests
{
    [Test]
    public void CreateRandom_Model_HasTheStatedDistribution()
    {
        var model = TinyModels.Create(TinyModels.ShapeOf(layers: 1, hidden: 64, heads: 2, feedForward: 128));

        foreach (var parameter in model.Parameters)
        {
            if (parameter.Decays)
            {
                AssertDeviations(parameter);
            }
            else
            {
                Assert.That(parameter.ValueSpan.ToArray(), Is.All.EqualTo(parameter.Name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1 : 0), parameter.Name);
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

    /// <remarks>The first two thirds of a query-key-value matrix make queries and keys.</remarks>
    private static void AssertDeviations(Training.Autograd.Parameter parameter)
    {
        var values = parameter.ValueSpan.ToArray();
        var isBerts = parameter.Name.Contains("embeddings", StringComparison.Ordinal) || parameter.Name.StartsWith("classifier", StringComparison.Ordinal);
        var berts = isBerts ? values.Length : parameter.Name.Contains("query_key_value", StringComparison.Ordinal) ? values.Length / 3 * 2 : 0;
        foreach (var (part, expected) in new[] { (values[..berts], 0.02), (values[berts..], 1 / Math.Sqrt(parameter.Columns)) }.Where(part => part.Item1.Length > 0))
        {
            var deviation = Math.Sqrt(part.Average(value => (double)value * value));
            Assert.That(deviation, Is.EqualTo(expected).Within(5 * expected / Math.Sqrt(2 * part.Length)), parameter.Name);
        }
    }
}
