namespace Microsoft.ML.Data;

internal sealed class BinaryCell<T> : BinaryCell
{
    private readonly ValueCodec<T> _codec = (ValueCodec<T>)ValueCodec.For(typeof(T));
    private readonly ValueCopy<T> _copy = ValueCopies.Of<T>();
    private T _value;

    public override Delegate Getter => new ValueGetter<T>((ref T value) => _copy(in _value, ref value));

    public override void Read(BinaryReader reader) => _codec.Read(reader, ref _value);
}
