using System.Buffers.Binary;
using System.Text;

namespace MLNet.Compression.Runtime.Tests.Files.Pickle;

/// <summary>Assembles pickles, right or wrong.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> _bytes = [];

    public static PickleBytes Start() => new PickleBytes().Op(0x80).Op(2);

    /// <summary>An ordered dictionary, still open: entries follow, then <see cref="EndDictionary"/>.</summary>
    public static PickleBytes StartDictionary() => Start().Global("collections", "OrderedDict").Op(')').Op('R').Op('(');

    /// <summary>A dictionary of one tensor.</summary>
    public static byte[] OneTensor(long[] sizes, long[] strides, long offset, long storageCount, string storage = "FloatStorage") =>
        StartDictionary().Text("a").Tensor(sizes, strides, offset, storageCount, storage).EndDictionary().ToArray();

    public PickleBytes EndDictionary() => Op('u').Op('.');

    public PickleBytes Op(int opcode)
    {
        _bytes.Add((byte)opcode);
        return this;
    }

    public PickleBytes Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleBytes Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        return Op('X').Raw(length).Raw(bytes);
    }

    public PickleBytes Integer(long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return Op(0x8A).Op(sizeof(long)).Raw(bytes);
    }

    public PickleBytes Tuple(params long[] numbers)
    {
        Op('(');
        foreach (var number in numbers)
        {
            Integer(number);
        }

        return Op('t');
    }

    public PickleBytes Global(string module, string name) => Op('c').Raw(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));

    public PickleBytes Storage(string storage, string key, long count, string module = "torch") =>
        Op('(').Text("storage").Global(module, storage).Text(key).Text("cpu").Integer(count).Op('t').Op('Q');

    public PickleBytes Tensor(long[] sizes, long[] strides, long offset, long storageCount, string storage = "FloatStorage", string key = "0") =>
        Global("torch._utils", "_rebuild_tensor_v2").Op('(').Storage(storage, key, storageCount).Integer(offset)
            .Tuple(sizes).Tuple(strides).Op(0x89).Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R');

    public byte[] ToArray() => [.. _bytes];
}
