using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Scales of integers: one for all rows of a matrix, or one for each.</summary>
internal static class RowScales
{
    /// <summary>Bytes that <see cref="Write"/> writes.</summary>
    public static long SizeInBytes(float[] scales) => sizeof(int) + ((long)scales.Length * sizeof(float));

    public static void Write(ModelWriter writer, float[] scales)
    {
        writer.WriteInt32(scales.Length);
        writer.WriteSingles(scales);
    }

    /// <param name="reader">At the number of scales.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="largest">The largest magnitude of an integer, times which a scale has to stay finite.</param>
    public static float[] Read(ModelReader reader, int rows, int largest)
    {
        var count = reader.ReadInt32("the number of scales", 1, rows);
        if (count != 1 && count != rows)
        {
            throw reader.Error($"one scale, or one for each of the {rows} rows", $"{count} scales");
        }

        var scales = reader.ReadSingles(count, "scales");
        for (var i = 0; i < scales.Length; i++)
        {
            if (scales[i] < 0 || !float.IsFinite(scales[i] * largest))
            {
                throw reader.Error($"scales of 0 or more that are finite times {largest}", FormattableString.Invariant($"{scales[i]} at index {i}"));
            }
        }

        return scales;
    }

    /// <summary>The scale of each row.</summary>
    public static float[] OfEachRow(float[] scales, int rows)
    {
        if (scales.Length == rows)
        {
            return scales;
        }

        var repeated = new float[rows];
        repeated.AsSpan().Fill(scales[0]);
        return repeated;
    }

    /// <summary>The scales of some rows; one scale for all of them stays one.</summary>
    public static float[] Select(float[] scales, ReadOnlySpan<int> rows)
    {
        if (scales.Length == 1)
        {
            return scales;
        }

        var selected = new float[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            selected[row] = scales[rows[row]];
        }

        return selected;
    }

    /// <summary>The largest magnitude of each of so many equal parts of the weights.</summary>
    public static float[] LargestMagnitudes(ReadOnlySpan<float> weights, int parts)
    {
        var scales = new float[parts];
        var length = weights.Length / parts;
        for (var i = 0; i < parts; i++)
        {
            scales[i] = Math.Abs(TensorPrimitives.MaxMagnitude(weights.Slice(i * length, length)));
        }

        return scales;
    }
}
