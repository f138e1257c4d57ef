namespace Microsoft.ML.Data;

/// <summary>The columns that an evaluator reads, checked.</summary>
internal static class EvaluationColumns
{
    public static DataViewSchema.Column Find(IDataView data, string name, string role)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return data.Schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException(nameof(data), $"{role} column '{name}' not found: the data has {data.Schema}");
    }

    public static void Require(DataViewSchema.Column column, string role, string expected, bool holds)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(nameof(column), $"Schema mismatch for {role} column '{column.Name}': expected {expected}, got {column.Type}");
    }

    /// <summary>The label as a number: keys from 0, truth values 0 and 1, a missing label NaN.</summary>
    public static Func<float> ReadLabel(DataViewRow row, DataViewSchema.Column column)
    {
        var read = NumberReader.Create(row, column);
        if (column.Type is not KeyDataViewType key)
            return () => (float)read();

        return () => read() is var value && value > 0 && value <= key.Count ? (float)(value - 1) : float.NaN;
    }

    public static Func<float> ReadSingle(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<float>(column);
        return () =>
        {
            var value = 0f;
            getter(ref value);
            return value;
        };
    }
}
