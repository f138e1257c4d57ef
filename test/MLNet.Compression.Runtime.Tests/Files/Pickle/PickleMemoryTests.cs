using MLNet.Compression.Runtime.Files.Pickle;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>Pickles that try to take far more memory than they are long.</summary>
[TestFixture]
internal sealed class PickleMemoryTests
{
    private const int Many = 99_000;

    [Test]
    public void Open_ManyMarks_TakesBoundedMemory() => RequireBounded(pickle => Repeat(pickle, Many, '('));

    [Test]
    public void Open_ManyLists_TakesBoundedMemory() => RequireBounded(pickle => Repeat(pickle, Many, ']'));

    [Test]
    public void Open_ManyDictionaries_TakesBoundedMemory() => RequireBounded(pickle => Repeat(pickle, Many, '}'));

    [Test]
    public void Open_ManyMemoEntries_TakesBoundedMemory() => RequireBounded(pickle => Repeat(pickle.Op('N'), Many, 0x94));

    [Test]
    public void Open_NestedTuples_TakesBoundedMemory() => RequireBounded(pickle => Repeat(pickle.Op('N'), Many, 0x85));

    [Test]
    public void Open_LongListCopiedOverAndOver_TakesBoundedMemory() => RequireBounded(pickle =>
    {
        Repeat(pickle.Op(']').Op('('), Many / 3, ']').Op('e').Op('q').Op(0);
        for (var i = 0; i < Many / 6; i++)
        {
            pickle.Global("collections", "OrderedDict").Op('h').Op(0).Op(0x85).Op('R');
        }
    });

    [Test]
    public void Open_LongTupleAsSizesOverAndOver_TakesBoundedMemory() => RequireBounded(pickle =>
    {
        Repeat(pickle.Op('('), Many / 2, 'N').Op('t').Op('q').Op(0);
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Op('(').Storage("FloatStorage", "0", 1).Integer(0).Op('h').Op(0).Op('h').Op(0).Op('t').Op('R');
    });

    [Test]
    public void Open_LongStorageKey_IsRefused() => RequireBounded(pickle =>
        pickle.Op('(').Text("storage").Global("torch", "FloatStorage").Text(new string('k', 60_000)).Text("cpu").Integer(1).Op('t').Op('Q'));

    [Test]
    public void Open_LongNameOverAndOver_TakesBoundedMemory() => RequireBounded(pickle =>
    {
        pickle.Text("torch").Op('q').Op(0).Text($"float8_{new string('a', 60_000)}").Op('q').Op(1);
        for (var i = 0; i < Many / 3; i++)
        {
            pickle.Op('h').Op(0).Op('h').Op(1).Op(0x93);
        }
    });

    [Test]
    public void Open_AttributesOverAndOver_AreCounted() => RequireBounded(pickle =>
    {
        pickle.Op('}').Op('(');
        for (var i = 0; i < Many / 8; i++)
        {
            pickle.Text("_metadata").Op('N');
        }

        pickle.Op('u').Op('q').Op(0).Op('}');
        for (var i = 0; i < Many / 8; i++)
        {
            pickle.Op('h').Op(0).Op('b');
        }
    });

    private static PickleBytes Repeat(PickleBytes pickle, int count, int opcode)
    {
        for (var i = 0; i < count; i++)
        {
            pickle.Op(opcode);
        }

        return pickle;
    }

    private static void RequireBounded(Action<PickleBytes> write)
    {
        var pickle = PickleBytes.Start();
        write(pickle);
        var bytes = TorchBytes.Zip(pickle.Op('.').ToArray());
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.bin"), bytes);

        Assert.That(Hostile.TryRead(bytes.Length, () => new TorchFile(folder.File("a.bin")).Dispose()), Is.False);
    }
}
