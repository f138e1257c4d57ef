using Microsoft.ML;
using Microsoft.ML.Data;
using Kind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLNet.Compression.Columns;

/// <summary>What stands in a column where a value is missing: key 0, NaN, an empty text.</summary>
internal static class MissingValues
{
    /// <summary>Checks that values of a label column can be missing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or of a type whose every value means something.</exception>
    public static void RequireIn(SchemaShape schema, string label)
    {
        var column = ColumnChecks.Find(schema, "label", label);
        if (column.Kind != Kind.Scalar || !(column.IsKey || column.ItemType is TextDataViewType || IsReal(column.ItemType)))
        {
            throw ColumnChecks.Mismatch(
                "label", column, "a key, String, Single or Double, whose values can be missing",
                "Put mlContext.Transforms.Conversion.MapValueToKey or ConvertType before, or keep the labels.");
        }
    }

    /// <summary>The missing value of a type.</summary>
    public static T Of<T>() => default(T) switch
    {
        float => (T)(object)float.NaN,
        double => (T)(object)double.NaN,
        _ => default!,
    };

    private static bool IsReal(DataViewType type) => type.Equals(NumberDataViewType.Single) || type.Equals(NumberDataViewType.Double);
}
