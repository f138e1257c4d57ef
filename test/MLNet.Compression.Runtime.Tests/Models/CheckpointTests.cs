using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CheckpointTests
{
    private static readonly Checkpoint _bare = Checkpoint.Load(GoldenFiles.Model("bert-bare"));

    [Test]
    public void New_TensorMissing_NamesItAndItsShape() => Assert.That(
        () => new Checkpoint(_bare.Settings, _bare.Tensors.Values.Where(tensor => tensor.Name != "pooler.dense.bias")),
        Throws.ArgumentException.With.Message.Contains("'pooler.dense.bias'").And.Message.Contains("[32]").And.Message.Contains("none"));

    [Test]
    public void New_TensorOfOtherShape_NamesBothShapes() => Assert.That(
        () => new Checkpoint(
            _bare.Settings, _bare.Tensors.Values.Select(tensor => tensor.Name == "pooler.dense.bias" ? new NamedTensor(tensor.Name, [16, 2], new float[32]) : tensor)),
        Throws.ArgumentException.With.Message.Contains("[32]").And.Message.Contains("[16, 2]"));

    [Test]
    public void New_TensorTooMany_NamesIt() => Assert.That(
        () => new Checkpoint(_bare.Settings, _bare.Tensors.Values.Append(new NamedTensor("more", [1], [1]))),
        Throws.ArgumentException.With.Message.Contains("'more'"));

    [Test]
    public void New_UnknownModelType_NamesTheKnownOnes() => Assert.That(
        () => new Checkpoint(_bare.Settings with { ModelType = "gpt2" }, _bare.Tensors.Values),
        Throws.ArgumentException.With.Message.Contains("'gpt2'").And.Message.Contains("distilbert"));

    [Test]
    public void New_LabelNamesThatDoNotFit_IsRefused() => Assert.That(
        () => new Checkpoint(_bare.Settings with { LabelNames = ["a", "b", "c"] }, _bare.Tensors.Values),
        Throws.ArgumentException.With.Message.Contains("3 label names for 2"));

    [TestCase(0)]
    [TestCase(0, 0, 0)]
    [TestCase(1, 1)]
    [TestCase(0, -1)]
    public void New_WrongSharing_IsRefused(params int[] weightsOfLayer) => Assert.That(
        () => new Checkpoint(_bare.Settings with { Shape = _bare.Shape.WithLayersOf([.. weightsOfLayer]) }, _bare.Tensors.Values),
        Throws.ArgumentException.With.Message.Contains("earlier layer of the same sizes with one of its own").Or.Message.Contains("not for 2"));

    [TestCase(3, 2, 2)]
    [TestCase(0, 1)]
    [TestCase(4, -2, -2)]
    public void NamedTensor_ShapeThatDoesNotFit_IsRefused(int values, params int[] shape) =>
        Assert.That(() => new NamedTensor("a", [.. shape], new float[values]), Throws.ArgumentException.With.Message.Contains($"{values} values"));

    [Test]
    public void Save_PoolerOfAnotherKind_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var checkpoint = new Checkpoint(_bare.Settings with { Shape = _bare.Shape with { Pooler = PoolerKind.Relu } }, _bare.Tensors.Values);

        Assert.That(() => checkpoint.Save(folder.Path), Throws.TypeOf<NotSupportedException>().With.Message.Contains("'bert'").And.Message.Contains("Tanh"));
    }

    [Test]
    public void Save_SharedLayersAsBert_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var tensors = _bare.Tensors.Values.Where(tensor => !tensor.Name.StartsWith("encoder.layer.1", StringComparison.Ordinal));
        var checkpoint = new Checkpoint(_bare.Settings with { Shape = _bare.Shape.WithLayersOf(0, 0) }, tensors);

        Assert.That(() => checkpoint.Save(folder.Path), Throws.TypeOf<NotSupportedException>().With.Message.Contains("share no weights"));
    }

    [TestCase(3, HeadKind.Sequence, "a", "b", "b")]
    [TestCase(3, HeadKind.Regression)]
    [TestCase(1, HeadKind.Sequence)]
    [TestCase(1, HeadKind.Regression)]
    [TestCase(1, HeadKind.Token)]
    [TestCase(2, HeadKind.Sequence)]
    public void Save_AnyLabels_AreLoadedAgain(int labels, HeadKind kind, params string[] names)
    {
        var settings = _bare.Settings with { Head = kind, Labels = labels, LabelNames = [.. names] };
        var head = new[] { new NamedTensor("classifier.weight", [labels, 32], new float[labels * 32]), new NamedTensor("classifier.bias", [labels], new float[labels]) };
        using var folder = new TemporaryFolder();
        new Checkpoint(settings, _bare.Tensors.Values.Concat(head)).Save(folder.Path);

        var again = Checkpoint.Load(folder.Path);
        Assert.That(again.Settings.Labels, Is.EqualTo(labels));
        Assert.That(again.Head, Is.EqualTo(kind));
        Assert.That(again.LabelNames, Is.EqualTo(names));
    }
}
