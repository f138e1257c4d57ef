using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Tests.States;

public class StateFileTests
{
    private const int HeaderSize = 20;
    private static readonly byte[] _file = Write(SaveExample);

    [Test]
    public void Read_WhatWasWritten_IsBitIdentical()
    {
        var reader = Read(_file).Reader;

        var singles = new float[4];
        reader.In("a").Read("singles", singles.AsSpan());
        var doubles = new double[2];
        reader.In("a").In("b").Read("doubles", doubles.AsSpan());
        var flags = new bool[3];
        reader.Read("flags", flags.AsSpan());
        Assert.That(singles.Select(BitConverter.SingleToInt32Bits), Is.EqualTo(new[] { 1.5f, float.NaN, float.NegativeInfinity, -0f }.Select(BitConverter.SingleToInt32Bits)));
        Assert.That(doubles, Is.EqualTo([Math.PI, double.Epsilon]));
        Assert.That(flags, Is.EqualTo([true, false, true]));
        Assert.That(reader.ReadInt64("number", least: -5), Is.EqualTo(-4));
        Assert.That(reader.ReadString("text"), Is.EqualTo("größer\n"));
        Assert.That(reader.Has("nothing"), Is.False);
    }

    [Test]
    public void Read_TruncatedAnywhere_IsRefused()
    {
        for (var length = 0; length < _file.Length; length++)
        {
            Assert.That(() => Read(_file[..length]), Throws.TypeOf<ModelFileException>().With.Message.StartsWith("state: byte"), $"{length} bytes");
        }
    }

    [Test]
    public void Read_AnyBitFlipped_IsRefused()
    {
        for (var bit = 0; bit < 8 * _file.Length; bit++)
        {
            var damaged = _file.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.That(() => Read(damaged), Throws.TypeOf<ModelFileException>(), $"bit {bit}");
        }
    }

    [Test]
    public void Read_MoreBytes_IsRefused() =>
        Assert.That(() => Read([.. _file, 0]), Throws.TypeOf<ModelFileException>().With.Property(nameof(ModelFileException.Found)).EqualTo("1 further bytes"));

    [Test]
    public void Read_NameTwice_IsRefused()
    {
        var twice = Write(writer =>
        {
            writer.Write("x", 1L);
            writer.Write("x", 2L);
        });

        Assert.That(() => Read(twice), Throws.TypeOf<ModelFileException>().With.Message.Contains("'x' again"));
    }

    [Test]
    public void Read_NewerVersion_SaysSo()
    {
        var newer = _file.ToArray();
        newer[8]++;

        Assert.That(() => Read(newer), Throws.TypeOf<ModelFileException>().With.Message.Contains("format version 1 to 1, found 2").And.Message.Contains("update"));
    }

    [Test]
    public void Read_UnknownFeature_SaysSo()
    {
        using var stream = new MemoryStream();
        var writer = new ModelWriter(stream);
        writer.WriteBytes(_file.AsSpan(0, 12));
        writer.WriteInt32(1);
        writer.WriteString("sorcery");
        writer.WriteUInt32(writer.Checksum);

        Assert.That(() => Read(stream.ToArray()), Throws.TypeOf<ModelFileException>().With.Message.Contains("\"sorcery\""));
    }

    [TestCase(long.MaxValue)]
    [TestCase(-1L)]
    [TestCase(1_000_000L)]
    public void Read_ImpossibleLength_IsRefusedBeforeAllocating(long length)
    {
        using var stream = new MemoryStream();
        stream.Write(_file.AsSpan(0, HeaderSize));
        var writer = new ModelWriter(stream);
        writer.WriteString("x");
        writer.WriteInt32((int)StateType.Single);
        writer.WriteInt64(length);

        Assert.That(() => Read(stream.ToArray()), Throws.TypeOf<ModelFileException>().With.Message.Contains("length"));
    }

    [Test]
    public void Reader_WrongSizeTypeOrName_NamesTheValue()
    {
        var reader = Read(_file).Reader;

        Assert.That(() => reader.In("a").Read("singles", new float[5].AsSpan()), Throws.TypeOf<ModelFileException>().With.Message.Contains("'a/singles': expected 5 elements, found 4"));
        Assert.That(() => reader.ReadString("number"), Throws.TypeOf<ModelFileException>().With.Message.Contains("'number'").And.Message.Contains("type Int64"));
        Assert.That(() => reader.ReadFlag("nothing"), Throws.TypeOf<ModelFileException>().With.Message.Contains("no such value"));
        Assert.That(() => reader.ReadInt64("number"), Throws.TypeOf<ModelFileException>().With.Message.Contains("-4"));
    }

    private static void SaveExample(StateWriter writer)
    {
        writer.In("a").Write("singles", [1.5f, float.NaN, float.NegativeInfinity, -0f]);
        writer.In("a").In("b").Write("doubles", [Math.PI, double.Epsilon]);
        writer.Write("flags", [true, false, true]);
        writer.Write("number", -4L);
        writer.Write("text", "größer\n");
    }

    private static byte[] Write(Action<StateWriter> save)
    {
        using var stream = new MemoryStream();
        StateFile.Write(stream, save);
        return stream.ToArray();
    }

    private static StateSnapshot Read(byte[] bytes) => StateFile.Read(new MemoryStream(bytes), "state");
}
