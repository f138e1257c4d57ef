using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>One way to store a weight matrix: its number and name in files, and its reader.</summary>
/// <param name="Id">The number that stands in files; never reused.</param>
/// <param name="Name">The name in messages and in a file's list of features.</param>
/// <param name="ReadContent">Reads a matrix of the given rows and columns.</param>
internal sealed record WeightEncoding(uint Id, string Name, Func<ModelReader, int, int, WeightMatrix> ReadContent)
{
    /// <summary>Encoding, rows, columns (4 bytes each) and the length of the content (8 bytes).</summary>
    public const int HeaderSizeInBytes = 20;

    /// <summary>The largest matrix: in fp32 its bytes can still be counted with 32 bits.</summary>
    public const int MaxWeights = int.MaxValue / sizeof(float);

    /// <summary>Whether its matrices have rows and columns; else they lack one or both.</summary>
    public bool HoldsWeights { get; init; } = true;

    /// <summary>All encodings. A new one is added here and nowhere else.</summary>
    public static IReadOnlyList<WeightEncoding> All { get; } =
    [
        DenseMatrix.StoredAs,
        Int8Matrix.StoredAs,
        BlockSparseMatrix.StoredAs,
        QuantizedMatrix.StoredAs,
        ProductMatrix.StoredAs,
        EmptyMatrix.StoredAs,
    ];

    public static void Write(ModelWriter writer, WeightMatrix matrix)
    {
        writer.WriteUInt32(matrix.Encoding.Id);
        writer.WriteInt32(matrix.Rows);
        writer.WriteInt32(matrix.Columns);
        writer.WriteInt64(matrix.ContentSizeInBytes);
        matrix.WriteContent(writer);
    }

    public static WeightMatrix Read(ModelReader reader, string what)
    {
        var id = reader.ReadUInt32($"the encoding of {what}");
        var encoding = Find(id)
            ?? throw reader.Error(
                $"an encoding of {what} in 1 to {All.Max(e => e.Id)}", $"{id}", "The file was written by a newer version: update the library.");
        var fewest = encoding.HoldsWeights ? 1 : 0;
        var rows = reader.ReadInt32($"the rows of {what}", fewest, MaxWeights);
        var columns = reader.ReadInt32($"the columns of {what}", fewest, encoding.MostColumns(rows));
        reader.CountWeights((long)rows * columns, what);
        var length = reader.ReadLength($"the length of {what}");
        return reader.ReadExactly(length, what, () => encoding.ReadContent(reader, rows, columns));
    }

    private int MostColumns(int rows) => HoldsWeights ? MaxWeights / rows : rows == 0 ? MaxWeights : 0;

    private static WeightEncoding? Find(uint id)
    {
        foreach (var encoding in All)
        {
            if (encoding.Id == id)
            {
                return encoding;
            }
        }

        return null;
    }
}
