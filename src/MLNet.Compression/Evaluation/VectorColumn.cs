using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Evaluation;

/// <summary>Reads a column of vectors of numbers.</summary>
internal static class VectorColumn
{
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, or no vector of Single of a known size.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static float[][] Read(IDataView data, string role, string name, CancellationToken cancellationToken)
    {
        var shape = ColumnChecks.Find(MicrosoftMLInternals.ShapeOf(data.Schema), role, name);
        if (data.Schema[name].Type is not VectorDataViewType { Size: > 0 } type || !type.ItemType.Equals(NumberDataViewType.Single))
        {
            throw ColumnChecks.Mismatch(role, shape, "a vector of Single of a known size", "Name a column of vectors.");
        }

        var vectors = new List<float[]>();
        foreach (var vector in data.GetColumn<float[]>(name))
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors.Add(vector);
        }

        return [.. vectors];
    }
}
