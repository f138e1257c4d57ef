using System.Buffers.Binary;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;

namespace MLNet.Compression.Runtime.Tests.Files.Safetensors;

[TestFixture]
internal sealed class SafetensorsWriterTests
{
    [Test]
    public void Save_FloatsAndIntegers_AreReadAgain()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.safetensors");
        var writer = new SafetensorsWriter();
        writer.Add("floats \"ü\"", [2, 3], new[] { 1f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, 3.25f });
        writer.Add("integers", [3], new[] { long.MinValue, -1L, long.MaxValue });
        writer.Add("scalar", [], new[] { 7f });
        writer.Add("empty", [0, 4], Array.Empty<float>());
        writer.Save(path);

        using var file = new SafetensorsReader(path);
        Assert.That(file.Tensors, Has.Count.EqualTo(4));
        Assert.That(
            file.ReadFloats(file.Tensors["floats \"ü\""]), Is.EqualTo([1f, -0f, float.NaN, float.PositiveInfinity, float.Epsilon, 3.25f]));
        Assert.That(file.Tensors["floats \"ü\""].Shape, Is.EqualTo([2, 3]));
        Assert.That(file.ReadInt64s(file.Tensors["integers"]), Is.EqualTo([long.MinValue, -1L, long.MaxValue]));
        Assert.That(file.ReadFloats(file.Tensors["scalar"]), Is.EqualTo([7f]));
        Assert.That(file.Tensors["empty"].Shape, Is.EqualTo([0, 4]));
    }

    [Test]
    public void Save_AnyTensors_AlignsDataAndSaysTheFormat()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.safetensors");
        var writer = new SafetensorsWriter();
        writer.Add("odd", [1], new[] { 1f });
        writer.Add("wide", [1], new[] { 2L });
        writer.Save(path);

        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        Assert.That(length % 8, Is.Zero);
        Assert.That(header.RootElement.GetProperty("__metadata__").GetProperty("format").GetString(), Is.EqualTo("pt"));
        Assert.That(header.RootElement.GetProperty("wide").GetProperty("data_offsets")[0].GetInt32(), Is.Zero);
        Assert.That(BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8 + length)), Is.EqualTo(2));
    }

    [Test]
    public void Save_OverAnOldFile_ReplacesItAndLeavesNothingElse()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.safetensors");
        File.WriteAllText(path, "old");
        var writer = new SafetensorsWriter();
        writer.Add("a", [1], new[] { 1f });
        writer.Save(path);

        using var file = new SafetensorsReader(path);
        Assert.That(file.Tensors.Keys, Is.EqualTo(["a"]));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void Add_ShapeThatDoesNotFit_IsRefused() => Assert.That(
        () => new SafetensorsWriter().Add("a", [2, 2], new float[3]), Throws.ArgumentException.With.Message.Contains("[2, 2]").And.Message.Contains("3 values"));

    [Test]
    public void Add_NameTwice_IsRefused()
    {
        var writer = new SafetensorsWriter();
        writer.Add("a", [1], new float[1]);

        Assert.That(() => writer.Add("a", [1], new long[1]), Throws.ArgumentException.With.Message.Contains("'a'"));
    }

    [Test]
    public void AtomicFile_WriterFails_LeavesTheOldFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a");
        File.WriteAllText(path, "old");

        Assert.That(() => AtomicFile.Write(path, _ => throw new InvalidOperationException("stop")), Throws.InvalidOperationException);
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1));
    }
}
