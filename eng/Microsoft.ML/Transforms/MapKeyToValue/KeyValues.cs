using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The values of a key column, looked up by raw key.</summary>
internal sealed class KeyValues<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private readonly TValue[] _values;

    public KeyValues(DataViewSchema.Column column)
    {
        VBuffer<TValue> values = default;
        column.GetKeyValues(ref values);
        _values = [.. values.DenseValues()];
    }

    /// <summary>What a missing key maps to: NaN, empty text, 0 or false.</summary>
    public static TValue Missing { get; } = typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN
        : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN
        : default;

    public TValue this[TKey key]
    {
        get
        {
            // Raw key 0 wraps round to the largest position.
            var position = ulong.CreateTruncating(key) - 1;
            return position < (ulong)_values.Length ? _values[position] : Missing;
        }
    }
}
