using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CheckpointLoadTests
{
    [TestCase("bert-sequence", HeadKind.Sequence, 5)]
    [TestCase("bert-regression", HeadKind.Sequence, 1)]
    [TestCase("bert-token", HeadKind.Token, 7)]
    [TestCase("bert-qa", HeadKind.QuestionAnswering, 2)]
    [TestCase("bert-masked-lm", HeadKind.MaskedLm, 2)]
    [TestCase("bert-bare", HeadKind.None, 2)]
    public void Load_Bert_ReadsHeadAndLabels(string model, HeadKind head, int labels)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));

        Assert.Multiple(() =>
        {
            Assert.That(checkpoint.Head, Is.EqualTo(head));
            Assert.That(checkpoint.Settings.Labels, Is.EqualTo(labels));
            Assert.That(checkpoint.LabelNames, Has.Length.EqualTo(labels));
            Assert.That(checkpoint.UnusedTensors, Is.Empty);
        });
    }

    [TestCase("bert-sequence")]
    [TestCase("bert-masked-lm")]
    public void Load_Bert_HasEveryTensorOfTheFileUnderItsCanonicalName(string model)
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));

        using var file = new SafetensorsReader(Path.Combine(GoldenFiles.Model(model), "model.safetensors"));
        Assert.That(checkpoint.Tensors, Has.Count.EqualTo(file.Tensors.Count));
        foreach (var tensor in file.Tensors.Values)
        {
            var canonical = tensor.Name.StartsWith("bert.", StringComparison.Ordinal) ? tensor.Name[5..] : tensor.Name;
            Assert.That(checkpoint.Tensors[canonical].Shape, Is.EqualTo(tensor.Shape), tensor.Name);
            Assert.That(checkpoint.Tensors[canonical].Values, Is.EqualTo(file.ReadFloats(tensor)), tensor.Name);
        }
    }
}
