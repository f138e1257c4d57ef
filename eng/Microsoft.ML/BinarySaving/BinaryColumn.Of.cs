namespace Microsoft.ML.Data;

internal sealed class BinaryColumn<T>(Func<IBinaryCodec<T>> createCodec) : BinaryColumn
{
    public override Action<BinaryWriter> CreateWriter(DataViewRow row, DataViewSchema.Column column)
    {
        var codec = createCodec();
        var getter = row.GetGetter<T>(column);
        T value = default;
        return writer =>
        {
            getter(ref value);
            codec.Write(writer, in value);
        };
    }

    public override void WriteAnnotation(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        T value = default;
        annotations.GetGetter<T>(column)(ref value);
        createCodec().Write(writer, in value);
    }

    public override BinaryCell CreateCell() => new BinaryCell<T>(createCodec());
}
