using Microsoft.Extensions.AI;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextEmbedding;

public class TextEmbeddingGeneratorTests
{
    [Test]
    public async Task GenerateAsync_Texts_GivesTheirVectorsInOrder()
    {
        using var generator = new TextEmbeddingGenerator(Embeddings.Teacher, "small");

        var embeddings = await generator.GenerateAsync(["I cannot log in", "the package came broken"]);

        Assert.That(embeddings.Select(embedding => embedding.Vector.ToArray()), Is.EqualTo(Embeddings.Teacher.Embed(["I cannot log in", "the package came broken"])));
        Assert.That(embeddings.Select(embedding => embedding.ModelId), Is.All.EqualTo("small"));
        Assert.That((await generator.GenerateVectorAsync("I cannot log in")).ToArray(), Is.EqualTo(Embeddings.Teacher.Embed("I cannot log in")));
    }

    [Test]
    public void GetService_ByType_GivesMetadataAndModel()
    {
        using var generator = new TextEmbeddingGenerator(Embeddings.Teacher);

        var metadata = (EmbeddingGeneratorMetadata?)generator.GetService(typeof(EmbeddingGeneratorMetadata));

        Assert.That((metadata!.ProviderName, metadata.DefaultModelDimensions), Is.EqualTo(("MLNet.Compression", (int?)64)));
        Assert.That(generator.GetService(typeof(TextModelTransformer)), Is.SameAs(Embeddings.Teacher));
        Assert.That(generator.GetService(typeof(TextModelTransformer), "key"), Is.Null);
        Assert.That(generator.GetService(typeof(string)), Is.Null);
    }

    [Test]
    public void GenerateAsync_OtherDimensions_IsRefused() => Assert.That(
        async () => await new TextEmbeddingGenerator(Embeddings.Teacher).GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 32 }),
        Throws.ArgumentException.With.Message.Contains("32").And.Message.Contains("64"));

    [Test]
    public void GenerateAsync_Cancelled_Stops() => Assert.That(
        async () => await new TextEmbeddingGenerator(Embeddings.Teacher).GenerateAsync(["a"], cancellationToken: new CancellationToken(canceled: true)),
        Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Create_OfAClassifier_SaysWhatIsNeeded() =>
        Assert.That(() => new TextEmbeddingGenerator(Fitted.Teacher), Throws.ArgumentException.With.Message.Contains("TextEmbedding"));
}
