using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Pickle;
using static MLNet.Compression.Runtime.Tests.Files.Pickle.PickleBytes;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>A pickle for each rule that a file of tensors can break.</summary>
[TestFixture]
internal sealed class PickleRefusalTests
{
    private static readonly byte[] _sixFloats = new byte[24];

    private static readonly TestCaseData[] _code =
    [
        Case("Global", Start().Global("os", "system").Text("true").Op(0x85).Op('R').Op('.'), "'os.system'"),
        Case("StackGlobal", Start().Text("builtins").Text("eval").Op(0x93).Op('.'), "'builtins.eval'"),
        Case("PosixSystem", Start().Global("posix", "system").Op('.'), "'posix.system'"),
        Case("BytesLoader", Start().Global("torch.storage", "_load_from_bytes").Op('.'), "_load_from_bytes"),
        Case("NestedName", Start().Global("torch", "FloatStorage.__init__").Op('.'), "'torch.FloatStorage.__init__'"),
        Case("NewObject", Start().Global("collections", "OrderedDict").Op(')').Op(0x81).Op('.'), "NEWOBJ"),
        Case("Instance", Start().Op('(').Op('i').Raw("os\nsystem\n"u8).Op('.'), "INST"),
        Case("Object", Start().Op('(').Global("collections", "OrderedDict").Op('o').Op('.'), "OBJ"),
        Case("Extension", Start().Op(0x82).Op(1).Op('.'), "EXT1"),
        Case("PersistentText", Start().Op('P').Raw("0\n"u8).Op('.'), "PERSID"),
        Case("QuotedText", Start().Op('S').Raw("'a'\n"u8).Op('.'), "STRING"),
        Case("OutOfBandBuffer", Start().Op(0x97).Op('.'), "NEXT_BUFFER"),
        Case("NoOpcode", Start().Op(0xFE).Op('.'), "0xfe"),
        Case("CallStorageType", Start().Global("torch", "FloatStorage").Op(')').Op('R').Op('.'), "torch.FloatStorage"),
        Case("CallElementType", Start().Global("torch", "float8_e4m3fn").Op(')').Op('R').Op('.'), "torch.float8_e4m3fn"),
        Case("FunctionNamedLikeAnElementType", Start().Global("torch", "float_power").Op('.'), "'torch.float_power'"),
        Case("LongName", Start().Global("torch", $"float8_{new string('a', 150)}").Op('.'), "128 characters"),
        Case("CallText", Start().Text("eval").Op(')').Op('R').Op('.'), "a text"),
        Case("OtherAttribute", StartDictionary().Op('u').Op('}').Text("__class__").Op('N').Op('s').Op('b').Op('.'), "'__class__'"),
        Case("AttributeOfTensor", Start().Tensor([1], [1], 0, 6).Op('}').Op('b').Op('.'), "a tensor"),
    ];

    private static readonly TestCaseData[] _malformed =
    [
        Case("NoStop", Start().Op('N'), "its end"),
        Case("Nothing", new PickleBytes(), "its end"),
        Case("Protocol6", new PickleBytes().Op(0x80).Op(6).Op('.'), "protocol"),
        Case("EmptyStack", Start().Op('.'), "a value on the stack"),
        Case("PopBelowMark", Start().Op('N').Op('(').Op('0').Op('.'), "a value on the stack"),
        Case("TupleBelowMark", Start().Op('N').Op('N').Op('(').Op(0x86).Op('.'), "2 values"),
        Case("NoMark", Start().Op('N').Op('t').Op('.'), "a mark"),
        Case("NoMemo", Start().Op('h').Op(3).Op('.'), "entry 3"),
        Case("TextTooLong", Start().Op('X').Raw([0xFF, 0xFF, 0xFF, 0x7F]).Op('.'), "2147483647"),
        Case("TextNegative", Start().Op('T').Raw([0xFF, 0xFF, 0xFF, 0xFF]).Op('.'), "-1"),
        Case("TextNoUnicode", Start().Op('U').Op(1).Op(0xFF).Op('.'), "UTF-8"),
        Case("LongLine", Start().Op('c').Raw(new byte[300]).Op('.'), "256"),
        Case("WideInteger", Start().Op(0x8A).Op(9).Raw(new byte[9]).Op('.'), "8 bytes"),
        Case("OddItems", StartDictionary().Text("a").EndDictionary(), "a value for each key"),
        Case("ItemsOfList", Start().Op(']').Op('N').Op('N').Op('s').Op('.'), "a dictionary"),
        Case("AppendToDictionary", Start().Op('}').Op('N').Op('a').Op('.'), "a list"),
        Case("TooManySteps", Start().Raw(Enumerable.Repeat((byte)'(', 100_001).ToArray()).Op('.'), "100000"),
        Case("NotADictionary", Start().Op(']').Op('.'), "state_dict()"),
        Case("NoTensors", StartDictionary().Text("epoch").Integer(3).EndDictionary(), "model_state_dict"),
        Case("NameTwice", StartDictionary().Text("a").Tensor([1], [1], 0, 6).Text("a").Tensor([1], [1], 0, 6).EndDictionary(), "'a' twice"),
        Case("NameIsNumber", StartDictionary().Integer(1).Tensor([1], [1], 0, 6).EndDictionary(), "another key"),
    ];

    private static readonly TestCaseData[] _views =
    [
        Case("BeyondStorage", OneTensor([7], [1], 0, 6), "within its storage of 6"),
        Case("OffsetBeyondStorage", OneTensor([1], [1], 6, 6), "within its storage"),
        Case("NegativeOffset", OneTensor([1], [1], -1, 6), "within its storage"),
        Case("NegativeStride", OneTensor([2], [-1], 1, 6), "within its storage"),
        Case("StrideOverflow", OneTensor([3, 3], [long.MaxValue, long.MaxValue], 0, 6), "within its storage"),
        Case("CountOverflow", OneTensor([int.MaxValue, int.MaxValue, int.MaxValue], [0, 0, 0], 0, 6), "within its storage"),
        Case("NegativeSize", OneTensor([-1], [1], 0, 6), "sizes"),
        Case("SizeOverInt", OneTensor([1L << 31], [0], 0, 6), "sizes"),
        Case("FewerStrides", OneTensor([2, 3], [1], 0, 6), "a stride for each"),
        Case("NineDimensions", OneTensor([1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1], 0, 6), "8 dimensions"),
        Case("StorageShorterThanSaid", OneTensor([7], [1], 0, 7), "28 bytes"),
        Case("StorageLongerThanSaid", OneTensor([5], [1], 0, 5), "20 bytes"),
        Case("CountOfStorageOverflow", OneTensor([1], [1], 0, long.MaxValue), "a number of elements"),
        Case("NegativeStorage", OneTensor([0], [1], 0, -1), "a number of elements"),
        Case("StorageTypeIsFunction", OneTensor([1], [1], 0, 6, "Size"), "torch.Size"),
        Case("StorageTypeOfOtherLetters", OneTensor([1], [1], 0, 6, "FloätStorage"), "'torch.FloätStorage', which is not run"),
        Case("UnknownTypeInAStorageOfAnotherSize", OneTensor([1], [1], 0, 6, "ComplexFloatStorage"), "48 bytes of 6 elements of torch.ComplexFloatStorage, found 24"),
        Case("UnknownTypeWithoutStorage", StartDictionary().Text("a").Tensor([1], [1], 0, 1, "LaterStorage", "1").EndDictionary(), "no such entry"),
        Case("UnknownTypeOfNegativeSize", OneTensor([-1], [1], 0, 6, "QInt32Storage"), "sizes"),
        Case("UnknownTypeOfNineDimensions", OneTensor([1, 1, 1, 1, 1, 1, 1, 1, 1], [1], 0, 6, "QInt32Storage"), "8 dimensions"),
        Case("UnknownTypeCountOverflow", OneTensor([1], [1], 0, long.MaxValue, "ComplexDoubleStorage"), "a number of elements"),
        Case("NoSuchStorage", StartDictionary().Text("a").Tensor([1], [1], 0, 1, "FloatStorage", "../1").EndDictionary(), "no such entry"),
        Case(
            "StorageOfTwoTypes",
            StartDictionary().Text("a").Tensor([6], [1], 0, 6).Text("b").Tensor([1], [1], 0, 6, "IntStorage").EndDictionary(),
            "torch.IntStorage"),
    ];

    [TestCaseSource(nameof(_code))]
    [TestCaseSource(nameof(_malformed))]
    [TestCaseSource(nameof(_views))]
    public void Zip_PickleThatBreaksARule_IsRefusedByName(byte[] pickle, string reason) => RequireRefused(TorchBytes.Zip(pickle, _sixFloats), reason);

    [TestCaseSource(nameof(_code))]
    public void Legacy_PickleThatBreaksARule_IsRefusedByName(byte[] pickle, string reason) =>
        RequireRefused(TorchBytes.Legacy(pickle, [("0", 6, _sixFloats)]), reason);

    [Test]
    public void Zip_TorchSizeAndOldTensorFunction_AreRead()
    {
        var pickle = StartDictionary().Text("a")
            .Global("torch._utils", "_rebuild_tensor").Op('(').Storage("FloatStorage", "0", 6).Integer(2)
            .Global("torch", "Size").Tuple(2, 2).Op(0x85).Op('R').Tuple(2, 1).Op('t').Op('R').EndDictionary().ToArray();

        RequireTensor(pickle, [2f, 3f, 4f, 5f]);
    }

    [Test]
    public void Zip_EntriesAsArgumentOfTheDictionary_AreRead()
    {
        var pickle = Start().Global("collections", "OrderedDict").Op(']')
            .Op(']').Text("a").Op('a').Tensor([2], [3], 1, 6).Op('a').Op('a').Op(0x85).Op('R').Op('.').ToArray();

        RequireTensor(pickle, [1f, 4f]);
    }

    [Test]
    public void Zip_Protocol4_IsRead()
    {
        var name = PickleBytes.Start().Op(0x95).Raw(new byte[8]).Op('}').Op(0x94).Op(0x8C).Op(1).Op('a').Op(0x94)
            .Op(0x8C).Op(12).Raw("torch._utils"u8).Op(0x8C).Op(18).Raw("_rebuild_tensor_v2"u8).Op(0x93).Op('(').Storage("FloatStorage", "0", 6)
            .Integer(0).Tuple(1).Tuple(1).Op(0x89).Op('N').Op('t').Op('R').Op('s').Op('.').ToArray();

        RequireTensor(name, [0f]);
    }

    private static void RequireTensor(byte[] pickle, float[] expected)
    {
        var storage = Enumerable.Range(0, 6).SelectMany(i => BitConverter.GetBytes((float)i)).ToArray();
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.bin"), TorchBytes.Zip(pickle, storage));
        using var file = new TorchFile(folder.File("a.bin"));

        Assert.That(file.ReadFloats(file.Tensors["a"]), Is.EqualTo(expected));
    }

    private static void RequireRefused(byte[] bytes, string reason)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("a.bin");
        File.WriteAllBytes(path, bytes);

        Assert.That(() => new TorchFile(path), Throws.TypeOf<ModelFileException>().With.Message.Contains(reason).And.Message.StartsWith(path));
    }

    private static TestCaseData Case(string name, PickleBytes pickle, string reason) => Case(name, pickle.ToArray(), reason);

    private static TestCaseData Case(string name, byte[] pickle, string reason) => new TestCaseData(pickle, reason).SetArgDisplayNames(name);
}
