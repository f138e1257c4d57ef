namespace Microsoft.ML.Data;

/// <summary>The values of one column in all rows.</summary>
internal abstract class CachedColumn
{
    private static readonly GenericMethod s_create = new(typeof(CachedColumn), nameof(CreateTyped));

    public static CachedColumn Create(DataViewType type) => s_create.Invoke<CachedColumn>(type.RawType);

    /// <summary>An action that adds the value of the row that a cursor is at.</summary>
    public abstract Action CreateFiller(DataViewRow row, DataViewSchema.Column column);

    /// <summary>A getter of the value in the row that a function names.</summary>
    public abstract Delegate CreateGetter(Func<int> currentRow);

    private static CachedColumn CreateTyped<T>() => new CachedColumn<T>();
}
