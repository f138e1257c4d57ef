namespace Microsoft.ML.Data;

/// <summary>The rows that share a value of a column together: a hash of that value.</summary>
internal sealed class GroupFraction(DataViewSchema.Column column, int seed) : RowFraction
{
    private const int FractionBits = 53;
    private static readonly GenericMethod s_createReader = new(typeof(GroupFraction), nameof(CreateTypedReader));

    public override IEnumerable<DataViewSchema.Column> Columns => [column];

    public override bool NeedsOrder => false;

    public override Func<double> CreateReader(DataViewRow row)
    {
        var item = (column.Type as VectorDataViewType)?.ItemType ?? column.Type;
        if (item is not PrimitiveDataViewType)
            throw new ArgumentOutOfRangeException(nameof(row), $"The sampling key column '{column.Name}' is of type {column.Type}: a primitive type or a vector of one expected.");

        var readHash = s_createReader.Invoke<Func<ulong>>(item.RawType, row, column, ValueHash.Mix((uint)seed));
        return () => (readHash() >> (64 - FractionBits)) * Math.ScaleB(1, -FractionBits);
    }

    private static Func<ulong> CreateTypedReader<T>(DataViewRow row, DataViewSchema.Column column, ulong seed)
    {
        var hash = ValueHash.Of<T>();
        if (column.Type is not VectorDataViewType)
        {
            var getter = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                getter(ref value);
                return ValueHash.Mix(seed ^ hash(value));
            };
        }

        var vectorGetter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            vectorGetter(ref vector);
            return vector.DenseValues().Aggregate(seed, (all, item) => ValueHash.Mix(all ^ hash(item)));
        };
    }
}
