namespace Microsoft.ML.Data;

/// <summary>The values of one column in the rows that a pool holds.</summary>
internal abstract class PooledColumn
{
    private static readonly GenericMethod s_create = new(typeof(PooledColumn), nameof(CreateTyped));

    public static PooledColumn Create(DataViewRow row, DataViewSchema.Column column) =>
        s_create.Invoke<PooledColumn>(column.Type.RawType, row, column);

    /// <summary>Stores the value of the row that the source is at.</summary>
    public abstract void Load(int slot);

    /// <summary>A getter of the value in the slot that a function names.</summary>
    public abstract Delegate CreateGetter(Func<int> currentSlot);

    private static PooledColumn CreateTyped<T>(DataViewRow row, DataViewSchema.Column column) =>
        new PooledColumn<T>(row.GetGetter<T>(column));
}
