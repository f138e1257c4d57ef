using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Columns;

/// <summary>A vector column as a row of one item at a time, so that what reads single values can read each of them.</summary>
internal sealed class VectorItems : DataViewRow
{
    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _vector;
    private Func<int> _load = () => 0;

    /// <param name="row">A row in which the column is active.</param>
    /// <param name="vector">The column.</param>
    public VectorItems(DataViewRow row, DataViewSchema.Column vector) => (_row, _vector, Schema) = (row, vector, ColumnOf(vector));

    /// <summary>The one column, of the items' type.</summary>
    public override DataViewSchema Schema { get; }

    /// <summary>Which item the values are.</summary>
    public int Item { get; set; }

    public override long Position => _row.Position;

    public override long Batch => _row.Batch;

    /// <summary>The schema of a vector column's items, with its annotations.</summary>
    public static DataViewSchema ColumnOf(DataViewSchema.Column vector)
    {
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(vector.Name, ((VectorDataViewType)vector.Type).ItemType, vector.Annotations);
        return schema.ToSchema();
    }

    /// <summary>Reads the vector of the row at hand; gives its length.</summary>
    public int Load() => _load();

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _row.GetIdGetter();

    /// <remarks>One getter a row: <see cref="Load"/> reads for the last one.</remarks>
    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        var (vector, values) = (_row.GetGetter<VBuffer<TValue>>(_vector), default(VBuffer<TValue>));
        _load = () =>
        {
            vector(ref values);
            return values.Length;
        };
        return (ref TValue value) => value = values.GetItemOrDefault(Item);
    }
}
