namespace Microsoft.ML.Data;

internal sealed class ScalarCodec<TValue> : ValueCodec<TValue>
{
    private readonly Action<BinaryWriter, TValue> _write;
    private readonly Func<BinaryReader, TValue> _read;

    public ScalarCodec(int leastSize, Action<BinaryWriter, TValue> write, Func<BinaryReader, TValue> read)
    {
        LeastSize = leastSize;
        _write = write;
        _read = read;
    }

    protected override int LeastSize { get; }

    public override void Write(BinaryWriter writer, in TValue value) => _write(writer, value);

    public override void Read(BinaryReader reader, ref TValue value) => value = _read(reader);

    protected override ValueGetter<TValue> Constant(TValue value) => (ref TValue destination) => destination = value;
}
