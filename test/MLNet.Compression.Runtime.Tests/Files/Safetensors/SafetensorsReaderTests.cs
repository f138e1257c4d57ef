using System.Globalization;
using System.Text;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using static MLNet.Compression.Runtime.Tests.Files.Safetensors.SafetensorsBytes;

namespace MLNet.Compression.Runtime.Tests.Files.Safetensors;

[TestFixture]
internal sealed class SafetensorsReaderTests
{
    private static readonly TestCaseData[] Wrong =
    [
        Case("Empty", [], "8 more bytes"),
        Case("SevenBytes", new byte[7], "truncated"),
        Case("HeaderLongerThanFile", Build(100, "{}"u8.ToArray(), 0), "at most 2"),
        Case("HeaderLengthOverflow", Build(ulong.MaxValue, "{}"u8.ToArray(), 0), "18446744073709551615"),
        Case("HeaderOverCap", Build("{}" + new string(' ', SafetensorsReader.MaxHeaderBytes)), "4194304"),
        Case("NoJson", Build("{"), "well-formed JSON"),
        Case("NotAnObject", Build("[]"), "StartObject"),
        Case("SecondObject", Build("{}{}"), "well-formed JSON"),
        Case("HalfSurrogate", Build("{\"\\ud800\":{}}"), "well-formed JSON"),
        Case("MetadataTwice", Build("""{"__metadata__":{},"__metadata__":{}}"""), "twice"),
        Case("MetadataIsText", Build("""{"__metadata__":"pt"}"""), "StartObject"),
        Case("NestedMetadata", Build("{\"__metadata__\":{\"a\":" + new string('[', 50) + new string(']', 50) + "}}"), "well-formed JSON"),
        Case("NameTwice", Build($"{{{Tensor("a", "F32", "[1]", 0, 4)},{Tensor("a", "F32", "[1]", 4, 8)}}}", 8), "'a' twice"),
        Case("KeyTwice", Build("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4), "'dtype' twice"),
        Case("UnknownKey", Build("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"more":1}}""", 4), "'more'"),
        Case("NoShape", Build("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4), "fewer"),
        Case("OneOffset", Build("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}"""), "fewer"),
        Case("ThreeOffsets", Build("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 8), "at most 2"),
        Case("ShapeIsNumber", Build($"{{{Tensor("a", "F32", "1", 0, 4)}}}", 4), "StartArray"),
        Case("NegativeSize", Build($"{{{Tensor("a", "F32", "[-1]", 0, 4)}}}", 4), "not negative"),
        Case("FractionalSize", Build($"{{{Tensor("a", "F32", "[1.5]", 0, 4)}}}", 4), "whole numbers"),
        Case("NineDimensions", Build($"{{{Tensor("a", "F32", "[1,1,1,1,1,1,1,1,1]", 0, 4)}}}", 4), "at most 8"),
        Case("SizeOverInt", Build($"{{{Tensor("a", "F32", "[2147483648]", 0, 4)}}}", 4), "2147483647"),
        Case("CountOverflow", Build($"{{{Tensor("a", "F32", "[2147483647,2147483647,2147483647]", 0, 4)}}}", 4), "shape"),
        Case("BytesOverflow", Build($"{{{Tensor("a", "F64", "[2147483647,2147483647]", 0, 4)}}}", 4), "shape"),
        Case("WrongByteCount", Build($"{{{Tensor("a", "F32", "[2]", 0, 4)}}}", 4), "[2]"),
        Case("RangeBackwards", Build($"{{{Tensor("a", "F32", "[0]", 4, 0)}}}", 4), "[4, 0]"),
        Case("Gap", Build($"{{{Tensor("a", "F32", "[1]", 0, 4)},{Tensor("b", "F32", "[1]", 8, 12)}}}", 12), "byte 4"),
        Case("Overlap", Build($"{{{Tensor("a", "F32", "[2]", 0, 8)},{Tensor("b", "F32", "[1]", 4, 8)}}}", 8), "byte 8"),
        Case("NotFromZero", Build($"{{{Tensor("a", "F32", "[1]", 4, 8)}}}", 8), "byte 0"),
        Case("Truncated", Build($"{{{Tensor("a", "F32", "[2]", 0, 8)}}}", 7), "truncated"),
        Case("Tail", Build($"{{{Tensor("a", "F32", "[2]", 0, 8)}}}", 9), "tail"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Open_WrongFile_IsRefusedSayingWhy(byte[] bytes, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("wrong.safetensors");
        File.WriteAllBytes(path, bytes);

        Assert.That(() => new SafetensorsReader(path), Throws.TypeOf<ModelFileException>().With.Message.Contains(reason).And.Message.StartsWith(path));
        Assert.That(() => File.Delete(path), Throws.Nothing, "the file is closed");
    }

    [Test]
    public void ReadFloats_TypeThatIsNotKnown_IsRefusedByNameWhereOthersAreRead()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.safetensors");
        File.WriteAllBytes(path, Build($"{{{Tensor("a", "F8_E4M3", "[4]", 0, 4)},{Tensor("b", "F32", "[1]", 4, 8)}}}", 8));

        using var reader = new SafetensorsReader(path);

        Assert.That(reader.ReadFloats(reader.Tensors["b"]), Has.Length.EqualTo(1));
        Assert.That(() => reader.ReadFloats(reader.Tensors["a"]), Throws.TypeOf<ModelFileException>().With.Message.Contains("'a'").And.Message.Contains("F8_E4M3"));
    }

    [Test]
    public void ReadFloats_Integers_IsRefusedByNameAndType()
    {
        using var file = Open(Build($"{{{Tensor("numbers", "I32", "[2]", 0, 8)}}}", 8), out var folder);
        using (folder)
        {
            Assert.That(() => file.ReadFloats(file.Tensors["numbers"]), Throws.TypeOf<ModelFileException>().With.Message.Contains("'numbers'").And.Message.Contains("I32"));
            Assert.That(() => file.ReadInt64s(file.Tensors["numbers"]), Throws.TypeOf<ModelFileException>().With.Message.Contains("I64"));
        }
    }

    [Test]
    public void Open_EmptyAndScalarTensors_AreRead()
    {
        var header = $"{{{Tensor("scalar", "F32", "[]", 0, 4)},{Tensor("empty", "F32", "[0,7]", 4, 4)}}}";
        using var file = Open(Build(header, 4), out var folder);
        using (folder)
        {
            Assert.That(file.ReadFloats(file.Tensors["scalar"]), Is.EqualTo(new[] { 0f }));
            Assert.That(file.ReadFloats(file.Tensors["empty"]), Is.Empty);
        }
    }

    [TestCase("half", 12)]
    [TestCase("bfloat16", 12)]
    [TestCase("double", 4)]
    public void ReadFloats_OtherTypes_EqualsConversionByHand(string name, int count)
    {
        using var file = new SafetensorsReader(GoldenFiles.Path("models", "pickles", "expected.safetensors"));
        var tensor = file.Tensors[name];
        var bytes = new byte[count * tensor.Type.Size()];
        file.ReadElements(tensor, 0, bytes);
        var expected = Enumerable.Range(0, count).Select(i => name switch
        {
            "half" => (float)BitConverter.ToHalf(bytes, 2 * i),
            "double" => (float)BitConverter.ToDouble(bytes, 8 * i),
            _ => BitConverter.ToSingle([0, 0, bytes[2 * i], bytes[(2 * i) + 1]]),
        });

        Assert.That(file.ReadFloats(tensor), Is.EqualTo(expected));
    }

    [Test]
    public void ReadFloats_LongHalfTensor_IsReadInBlocksWithoutLoss()
    {
        const int Count = 30_011;
        var bytes = Build($"{{{Tensor("a", "F16", $"[{Count}]", 0, 2 * Count)}}}", 2 * Count);
        for (var i = 0; i < Count; i++)
        {
            BitConverter.GetBytes((Half)(i % 2000)).CopyTo(bytes, bytes.Length - (2 * Count) + (2 * i));
        }

        using var file = Open(bytes, out var folder);
        using (folder)
        {
            Assert.That(file.ReadFloats(file.Tensors["a"]), Is.EqualTo(Enumerable.Range(0, Count).Select(i => (float)(i % 2000))));
        }
    }

    [Test]
    public void Open_LargestHeaderOfSmallTensors_TakesMemoryInProportion()
    {
        var header = new StringBuilder("{");
        for (var i = 0; header.Length < SafetensorsReader.MaxHeaderBytes - 100; i++)
        {
            header.Append(i == 0 ? "" : ",").Append(Tensor(i.ToString("x", CultureInfo.InvariantCulture), "U8", "[0]", 0, 0));
        }

        using var folder = new TemporaryFolder();
        var path = folder.File("many.safetensors");
        File.WriteAllBytes(path, Build(header.Append('}').ToString()));

        Assert.That(Hostile.TryRead(new FileInfo(path).Length, () => new SafetensorsReader(path).Dispose()), Is.True);
    }

    [Test]
    public void Open_LongMetadata_TakesMemoryInProportion()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("metadata.safetensors");
        var list = string.Join(",", Enumerable.Repeat("1", (SafetensorsReader.MaxHeaderBytes / 2) - 20));
        File.WriteAllBytes(path, Build("{\"__metadata__\":{\"a\":[" + list + "]}}"));

        Assert.That(Hostile.TryRead(new FileInfo(path).Length, () => new SafetensorsReader(path).Dispose()), Is.True);
    }

    private static SafetensorsReader Open(byte[] bytes, out TemporaryFolder folder)
    {
        folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.safetensors"), bytes);
        return new SafetensorsReader(folder.File("a.safetensors"));
    }

    private static TestCaseData Case(string name, byte[] bytes, string reason) =>
        new TestCaseData(bytes, reason).SetName($"{nameof(Open_WrongFile_IsRefusedSayingWhy)}({name})");
}
