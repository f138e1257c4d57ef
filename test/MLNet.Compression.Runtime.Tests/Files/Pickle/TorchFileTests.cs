using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Pickle;
using MLNet.Compression.Runtime.Files.Safetensors;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

[TestFixture]
internal sealed class TorchFileTests
{
    [TestCase("zip.bin")]
    [TestCase("legacy.bin")]
    [TestCase("nested.bin")]
    public void Tensors_AwkwardOnes_EqualTheirContiguousValues(string name)
    {
        using var file = new TorchFile(GoldenFiles.Path("models", "pickles", name));
        using var expected = new SafetensorsReader(GoldenFiles.Path("models", "pickles", "expected.safetensors"));

        Assert.That(file.Tensors.Keys, Is.EquivalentTo(expected.Tensors.Keys));
        foreach (var wanted in expected.Tensors.Values)
        {
            var tensor = file.Tensors[wanted.Name];
            Assert.That(tensor.Type, Is.EqualTo(wanted.Type), wanted.Name);
            Assert.That(tensor.Shape, Is.EqualTo(wanted.Shape), wanted.Name);
            Assert.That(Elements(file, tensor), Is.EqualTo(Elements(expected, wanted)), wanted.Name);
        }
    }

    [TestCase("zip.bin")]
    [TestCase("legacy.bin")]
    public void ReadElements_FromEachElementOn_GivesTheTail(string name)
    {
        using var file = new TorchFile(GoldenFiles.Path("models", "pickles", name));
        foreach (var tensor in file.Tensors.Values)
        {
            var all = Elements(file, tensor);
            for (var first = 0; first < tensor.Count; first++)
            {
                var tail = new byte[all.Length - (first * tensor.Type.Size())];
                file.ReadElements(tensor, first, tail);
                Assert.That(tail, Is.EqualTo(all[^tail.Length..]), $"{tensor.Name} from {first}");
            }
        }
    }

    [TestCase("int64")]
    [TestCase("bool")]
    public void ReadFloats_OfIntegers_IsRefusedByNameAndType(string name)
    {
        using var file = new TorchFile(GoldenFiles.Path("models", "pickles", "zip.bin"));

        Assert.That(
            () => file.ReadFloats(file.Tensors[name]),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(name).And.Message.Contains(file.Tensors[name].Type.Name()));
    }

    [Test]
    public void ReadFloats_OfSpecialValues_KeepsThem()
    {
        using var file = new TorchFile(GoldenFiles.Path("models", "pickles", "zip.bin"));

        var values = file.ReadFloats(file.Tensors["specials"]);
        Assert.That(values, Does.Contain(float.NaN).And.Contain(float.PositiveInfinity).And.Contain(float.NegativeInfinity));
    }

    private static byte[] Elements(ITensorFile file, TensorInfo tensor)
    {
        var bytes = new byte[tensor.Count * tensor.Type.Size()];
        file.ReadElements(tensor, 0, bytes);
        return bytes;
    }
}
