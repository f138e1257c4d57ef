using Microsoft.ML;

namespace MLNet.Compression.Augmentation;

/// <summary>The columns of a schema that a cursor was asked for.</summary>
internal sealed class ActiveColumns(DataViewSchema schema, IEnumerable<DataViewSchema.Column> needed)
{
    private readonly HashSet<int> _active = [.. needed.Select(column => column.Index)];

    public bool Contains(DataViewSchema.Column column) => column.Index >= 0 && column.Index < schema.Count
        ? _active.Contains(column.Index)
        : throw new ArgumentOutOfRangeException(nameof(column), $"There is no column {column.Index}.");

    /// <exception cref="ArgumentOutOfRangeException">The column is not active.</exception>
    public void Require(DataViewSchema.Column column)
    {
        if (!Contains(column))
        {
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active: name it when the cursor is made.");
        }
    }

    /// <summary>A getter of the type that a reader asks for.</summary>
    /// <exception cref="InvalidOperationException">The column has another type.</exception>
    public static ValueGetter<T> Typed<T>(Delegate getter, DataViewSchema.Column column) => getter as ValueGetter<T>
        ?? throw new InvalidOperationException($"Invalid TValue: '{typeof(T)}', expected type: '{column.Type.RawType}'.");
}
