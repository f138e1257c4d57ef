using MLNet.Compression.Runtime.Files.Pickle;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Files.Pickle;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>A pytorch_model.bin with a tensor of a type that cannot be read: only who needs it is kept from the model.</summary>
[TestFixture]
internal sealed class CheckpointOddTensorTests
{
    private const string Further = "scales";

    private static IEnumerable<TestCaseData> Kinds =>
        from zip in new[] { true, false }
        from odd in zip ? OddTensor.All.Append(OddTensor.Later) : OddTensor.All
        select new TestCaseData(zip, odd).SetArgDisplayNames(zip ? "zip" : "legacy", odd.Kind);

    [TestCaseSource(nameof(Kinds))]
    public void Load_TensorThatNobodyNeeds_DoesNotBlockTheModel(bool zip, object odd)
    {
        using var folder = Folder(zip, Further, (OddTensor)odd);

        var (found, expected) = (Checkpoint.Load(folder.Path), Checkpoint.Load(GoldenFiles.Model("bert-sequence")));

        Assert.That(found.Head, Is.EqualTo(HeadKind.Sequence));
        Assert.That(found.UnusedTensors, Is.EqualTo([Further]));
        Assert.That(found.Tensors.Keys, Is.EqualTo(expected.Tensors.Keys));
        Assert.That(found.Tensors.Values.Select(tensor => tensor.Values), Is.EqualTo(expected.Tensors.Values.Select(tensor => tensor.Values)));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Load_TensorOfTheEncoder_IsRefusedByNameAndTypeWithTheRemedy(bool zip, object odd)
    {
        const string Needed = "bert.encoder.layer.1.output.dense.weight";
        using var folder = Folder(zip, Needed, (OddTensor)odd);

        Assert.That(
            () => Checkpoint.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains($"'{Needed}'")
                .And.Message.Contains($"found {((OddTensor)odd).TypeName}.").And.Message.Contains("model.dequantize()"));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Load_TensorOfTheHead_LeavesTheHeadOut(bool zip, object odd)
    {
        using var folder = Folder(zip, "classifier.weight", (OddTensor)odd);

        var checkpoint = Checkpoint.Load(folder.Path);

        Assert.That(checkpoint.Head, Is.EqualTo(HeadKind.None));
        Assert.That(checkpoint.Notes, Has.Some.Contains("'classifier.weight'").And.Some.Contains(((OddTensor)odd).TypeName));
    }

    [TestCaseSource(nameof(Kinds))]
    public void Open_OddTensor_HasItsNameTypeAndShape(bool zip, object odd)
    {
        using var folder = Folder(zip, Further, (OddTensor)odd);
        using var file = new TorchFile(folder.File("pytorch_model.bin"));

        var tensor = file.Tensors[Further];
        Assert.That((tensor.TypeName, tensor.Count), Is.EqualTo((((OddTensor)odd).TypeName, 6)));
        Assert.That(tensor.Shape, Is.EqualTo([2, 3]));
    }

    [Test]
    public void Load_OldFormatWithATypeOfUnknownSize_IsRefusedByTheType()
    {
        using var folder = Folder(zip: false, Further, OddTensor.Later);

        Assert.That(
            () => Checkpoint.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("torch.LaterStorage").And.Message.Contains("Save the weights again"));
    }

    private static ModelFolder Folder(bool zip, string name, OddTensor odd)
    {
        var folder = new ModelFolder("bert-sequence");
        TorchModel.Write(folder, zip, name, odd);
        return folder;
    }
}
