using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>The names of other architectures, written out once more than the code has them.</summary>
[TestFixture]
internal sealed class ArchitectureNameTests
{
    [TestCase("distilbert.transformer.layer.1.attention.q_lin.weight", "encoder.layer.1.attention.self.query.weight")]
    [TestCase("distilbert.transformer.layer.1.attention.k_lin.bias", "encoder.layer.1.attention.self.key.bias")]
    [TestCase("distilbert.transformer.layer.0.attention.v_lin.weight", "encoder.layer.0.attention.self.value.weight")]
    [TestCase("distilbert.transformer.layer.0.attention.out_lin.weight", "encoder.layer.0.attention.output.dense.weight")]
    [TestCase("distilbert.transformer.layer.0.sa_layer_norm.weight", "encoder.layer.0.attention.output.LayerNorm.weight")]
    [TestCase("distilbert.transformer.layer.0.ffn.lin1.weight", "encoder.layer.0.intermediate.dense.weight")]
    [TestCase("distilbert.transformer.layer.0.ffn.lin2.bias", "encoder.layer.0.output.dense.bias")]
    [TestCase("distilbert.transformer.layer.1.output_layer_norm.bias", "encoder.layer.1.output.LayerNorm.bias")]
    [TestCase("distilbert.embeddings.LayerNorm.weight", "embeddings.LayerNorm.weight")]
    [TestCase("distilbert.embeddings.position_embeddings.weight", "embeddings.position_embeddings.weight")]
    [TestCase("pre_classifier.weight", "pooler.dense.weight")]
    [TestCase("classifier.bias", "classifier.bias")]
    public void Load_DistilBert_MapsToCanonicalNames(string original, string canonical) => RequireSame("distilbert", original, canonical);

    [TestCase("albert.embeddings.word_embeddings.weight", "embeddings.word_embeddings.weight")]
    [TestCase("albert.encoder.embedding_hidden_mapping_in.weight", "embeddings.projection.weight")]
    [TestCase("albert.encoder.albert_layer_groups.0.albert_layers.0.attention.query.weight", "encoder.layer.0.attention.self.query.weight")]
    [TestCase("albert.encoder.albert_layer_groups.0.albert_layers.0.attention.dense.weight", "encoder.layer.0.attention.output.dense.weight")]
    [TestCase("albert.encoder.albert_layer_groups.1.albert_layers.0.attention.LayerNorm.bias", "encoder.layer.2.attention.output.LayerNorm.bias")]
    [TestCase("albert.encoder.albert_layer_groups.1.albert_layers.0.ffn.weight", "encoder.layer.2.intermediate.dense.weight")]
    [TestCase("albert.encoder.albert_layer_groups.1.albert_layers.0.ffn_output.weight", "encoder.layer.2.output.dense.weight")]
    [TestCase("albert.encoder.albert_layer_groups.1.albert_layers.0.full_layer_layer_norm.weight", "encoder.layer.2.output.LayerNorm.weight")]
    [TestCase("albert.pooler.weight", "pooler.dense.weight")]
    public void Load_Albert_MapsToCanonicalNames(string original, string canonical) => RequireSame("albert-groups", original, canonical);

    [TestCase("albert", new[] { 0, 0, 0 })]
    [TestCase("albert-groups", new[] { 0, 0, 2, 2 })]
    [TestCase("distilbert", new int[0])]
    public void Load_Model_TellsWhoseWeightsALayerUses(string model, int[] weightsOfLayer)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));

        Assert.That(checkpoint.Shape.AttentionOfLayer, Is.EqualTo(weightsOfLayer));
        Assert.That(checkpoint.Shape.FeedForwardOfLayer, Is.EqualTo(weightsOfLayer));
        for (var layer = 0; layer < checkpoint.Shape.Layers.Length; layer++)
        {
            var hasTensors = checkpoint.Tensors.ContainsKey($"encoder.layer.{layer}.output.dense.weight");
            Assert.That(hasTensors, Is.EqualTo(checkpoint.Shape.AttentionSource(layer) == layer), $"layer {layer}");
        }
    }

    [Test]
    public void Load_DistilBert_HasNoTokenTypes()
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model("distilbert"));

        Assert.That(checkpoint.Shape.TokenTypes, Is.Zero);
        Assert.That(checkpoint.Tensors.Keys, Has.None.Contain("token_type"));
    }

    [TestCase("bert-masked-lm", "")]
    [TestCase("albert", "Albert")]
    [TestCase("distilbert", "DistilBert")]
    public void Save_MaskedLmOfEachArchitecture_LoadsAgain(string model, string names)
    {
        var encoder = Checkpoint.Load(GoldenFiles.Model(model));
        var (vocabulary, embedding, hidden) = (encoder.Shape.VocabularySize, encoder.Shape.EmbeddingSize, encoder.Shape.HiddenSize);
        var settings = encoder.Settings with { Head = HeadKind.MaskedLm, Shape = encoder.Shape with { Pooler = PoolerKind.None }, Labels = 2, LabelNames = [] };
        var tensors = encoder.Tensors.Values.Where(tensor => tensor.Name.StartsWith('e')).Concat(
        [
            Counting("cls.predictions.bias", vocabulary),
            Counting("cls.predictions.transform.dense.weight", embedding, hidden),
            Counting("cls.predictions.transform.dense.bias", embedding),
            Counting("cls.predictions.transform.LayerNorm.weight", embedding),
            Counting("cls.predictions.transform.LayerNorm.bias", embedding),
        ]);
        var checkpoint = new Checkpoint(settings, tensors);
        using var folder = new TemporaryFolder();
        checkpoint.Save(folder.Path);

        var again = Checkpoint.Load(folder.Path);
        Assert.That(again.Head, Is.EqualTo(HeadKind.MaskedLm));
        foreach (var tensor in checkpoint.Tensors.Values)
        {
            Assert.That(again.Tensors[tensor.Name].Values, Is.EqualTo(tensor.Values), tensor.Name);
        }

        using var file = new SafetensorsReader(folder.File("model.safetensors"));
        var bias = names switch { "Albert" => "predictions.bias", "DistilBert" => "vocab_projector.bias", _ => "cls.predictions.bias" };
        Assert.That(file.Tensors.Keys, Does.Contain(bias));
    }

    private static NamedTensor Counting(string name, params int[] shape) =>
        new(name, [.. shape], [.. Enumerable.Range(0, shape.Aggregate((a, b) => a * b)).Select(i => (float)i)]);

    private static void RequireSame(string model, string original, string canonical)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));
        using var file = new SafetensorsReader(Path.Combine(GoldenFiles.Model(model), "model.safetensors"));

        Assert.That(checkpoint.Tensors[canonical].Values, Is.EqualTo(file.ReadFloats(file.Tensors[original])));
    }
}
