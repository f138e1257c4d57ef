using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CheckpointExportRefusalTests
{
    private static readonly Checkpoint _bare = Checkpoint.Load(GoldenFiles.Model("bert-bare"));
    private static readonly BertTokenizer _tokenizer = BertTokenizer.Load(GoldenFiles.Model("bert-bare"));

    private static IEnumerable<TestCaseData> Inexpressible()
    {
        var shape = BertShape.Uniform(TestModels.VocabularySize, layers: 2, hiddenSize: 24, heads: 3, feedForwardSize: 40) with { MaxPositions = 20 };
        yield return new TestCaseData(shape with { Layers = [new(3, 8, 40), new(3, 4, 39)] }, "3 heads of 4 and feed-forward 39").SetArgDisplayNames("head sizes differ");
        yield return new TestCaseData(shape with { Layers = [new(2, 10, 40), new(2, 10, 40)] }, "as wide as the layers, 24, not 20").SetArgDisplayNames("heads that cannot fill the width");
        yield return new TestCaseData(shape with { Layers = [new(4, 8, 40), new(4, 8, 40)] }, "as wide as the layers, 24, not 32").SetArgDisplayNames("heads wider than the layers");
        yield return new TestCaseData(shape.WithLayersOf(0, 0), "layers that share no weights").SetArgDisplayNames("shared layers without a projection");
        yield return new TestCaseData(shape with { Pooler = PoolerKind.None }, "a pooler of kind Tanh").SetArgDisplayNames("no pooler");
        yield return new TestCaseData(shape with { Pooler = PoolerKind.Relu }, "no token types").SetArgDisplayNames("DistilBERT's pooler with token types");
        yield return new TestCaseData(shape with { Pooler = PoolerKind.Relu, TokenTypes = 0, LayerNormEpsilon = 1e-5f }, "epsilon of 1E-12").SetArgDisplayNames("DistilBERT with another epsilon");
        yield return new TestCaseData(
            (shape with { EmbeddingSize = 8, Layers = [.. Enumerable.Repeat(shape.Layers[0], 4)] }).WithLayersOf(0, 1, 0, 1), "groups of neighbours").SetArgDisplayNames("ALBERT in alternating groups");
    }

    [TestCaseSource(nameof(Inexpressible))]
    public void ToCheckpoint_ModelThatNoArchitectureHolds_SaysWhatEachNeeds(BertShape shape, string needed) => Assert.That(
        () => TestModels.Create(shape: shape).ToCheckpoint(),
        Throws.TypeOf<NotSupportedException>().With.Message.Contains(needed).And.Message.Contains("'bert'").And.Message.Contains("'albert'").And.Message.Contains("'distilbert'"));

    [Test]
    public void Save_FolderWithAFile_IsRefusedNamingIt()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("notes.txt"), "mine");

        Assert.That(() => _bare.Save(folder.Path, _tokenizer), Throws.TypeOf<IOException>().With.Message.Contains("notes.txt").And.Message.Contains(folder.Path));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Save_OverwriteFolderWithOtherFiles_KeepsThem()
    {
        using var folder = new TemporaryFolder();
        _bare.Save(folder.Path, _tokenizer);
        File.WriteAllText(folder.File("notes.txt"), "mine");

        Assert.That(() => _bare.Save(folder.Path, _tokenizer, overwrite: true), Throws.TypeOf<IOException>().With.Message.Contains("notes.txt"));
        Assert.That(File.ReadAllText(folder.File("notes.txt")), Is.EqualTo("mine"));
    }

    [Test]
    public void Save_Overwrite_LeavesNothingOfTheFormerModel()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.File("model");
        _bare.Save(folder, _tokenizer);
        var other = Checkpoint.Load(GoldenFiles.Model("albert"));

        Assert.That(() => other.Save(folder), Throws.TypeOf<IOException>(), "not without being asked");
        other.Save(folder, overwrite: true);

        SameTensors.Require(Checkpoint.Load(folder), other);
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo(["config.json", "model.safetensors"]));
        Assert.That(Directory.GetFileSystemEntries(temporary.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Save_OverAFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model"), "a file");

        Assert.That(() => _bare.Save(folder.File("model"), overwrite: true), Throws.TypeOf<IOException>().With.Message.Contains("is a file"));
    }

    [Test]
    public void Save_VocabularyLargerThanTheModel_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var large = new BertTokenizer(Vocabulary.FromTokens([.. _tokenizer.Vocabulary.Tokens, "piece-a", "piece-b", "piece-c"]));

        Assert.That(() => _bare.Save(folder.File("model"), large), Throws.ArgumentException.With.Message.Contains("109 pieces").And.Message.Contains("106"));
        Assert.That(Directory.Exists(folder.File("model")), Is.False);
    }

    [TestCase(0)]
    [TestCase(19)]
    public void Save_TokensOutOfRange_IsRefused(int maxTokens) => Assert.That(
        () => _bare.Save("never-written", _tokenizer, maxTokens), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("maxTokens"));
}
