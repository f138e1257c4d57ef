namespace Microsoft.ML.Data;

/// <summary>Saves and loads the values of one column, whose type is known only at run time.</summary>
internal abstract class BinaryColumn
{
    private static readonly GenericMethod s_create = new(typeof(BinaryColumn), nameof(CreateTyped));

    public static bool CanHold(DataViewType type) => ItemType(type) is { } item && PrimitiveCodecs.Types.Contains(item.RawType);

    public static BinaryColumn Create(DataViewType type) => s_create.Invoke<BinaryColumn>(ItemType(type).RawType, type);

    /// <summary>Writes the value of the row that the getter is at.</summary>
    public abstract Action<BinaryWriter> CreateWriter(DataViewRow row, DataViewSchema.Column column);

    public abstract void WriteAnnotation(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column);

    public abstract BinaryCell CreateCell();

    private static PrimitiveDataViewType ItemType(DataViewType type) => (type as VectorDataViewType)?.ItemType ?? type as PrimitiveDataViewType;

    private static BinaryColumn CreateTyped<T>(DataViewType type) =>
        type is VectorDataViewType vector
            ? new BinaryColumn<VBuffer<T>>(() => new VectorCodec<T>(PrimitiveCodecs.Of<T>(), vector.Size))
            : new BinaryColumn<T>(PrimitiveCodecs.Of<T>);
}
