namespace Microsoft.ML.Data;

internal abstract class ValueCodec<TValue> : ValueCodec
{
    public override Type ValueType => typeof(TValue);

    /// <summary>The least number of bytes a value takes, to refuse counts that can't be true.</summary>
    protected abstract int LeastSize { get; }

    public abstract void Write(BinaryWriter writer, in TValue value);

    public abstract void Read(BinaryReader reader, ref TValue value);

    public override void WriteArray(BinaryWriter writer, Array values)
    {
        var typed = (TValue[])values;
        writer.Write(typed.Length);
        foreach (var value in typed)
            Write(writer, value);
    }

    public override TValue[] ReadArray(BinaryReader reader)
    {
        var values = new TValue[CountReader.Read(reader, LeastSize)];
        for (var index = 0; index < values.Length; index++)
            Read(reader, ref values[index]);
        return values;
    }

    public override void WriteFrom(BinaryWriter writer, Delegate getter)
    {
        TValue value = default;
        ((ValueGetter<TValue>)getter)(ref value);
        Write(writer, value);
    }

    public override Delegate ReadAsGetter(BinaryReader reader, DataViewType type)
    {
        TValue value = default;
        Read(reader, ref value);
        Check(in value, type);
        return Constant(value);
    }

    /// <summary>Throws where a value just read is not one of the type.</summary>
    protected virtual void Check(in TValue value, DataViewType type)
    {
    }

    /// <summary>A getter that always gives the value.</summary>
    protected abstract ValueGetter<TValue> Constant(TValue value);
}
