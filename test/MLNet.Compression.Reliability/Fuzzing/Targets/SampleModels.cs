using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Compressed models that between them use every encoding, shared layers and a projection.</summary>
internal static class SampleModels
{
    public static IReadOnlyList<CompressedModel> Create() =>
    [
        Of("bert-sequence", CompressedModelBuilder.Float32),
        Of("bert-sequence", CompressedModelBuilder.Int8),
        Of("bert-sequence", Sparse(16, 4, ValueFormat.Int8)),
        Of("bert-regression", Sparse(5, 3, ValueFormat.Float32)),
        Of("distilbert", CompressedModelBuilder.Int8),
    ];

    private static CompressedModel Of(string model, MatrixEncoder encoder)
    {
        var folder = GoldenModels.Folder(model);
        return CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder), Vocabulary.Load(Path.Combine(folder, "vocab.txt")), encoder: encoder);
    }

    private static MatrixEncoder Sparse(int blockRows, int blockColumns, ValueFormat format) => (_, weights, rows, columns) =>
    {
        var pruned = weights.ToArray();
        var random = new Random(rows + columns);
        for (var (row, kept) = (0, true); row < rows; row++)
        {
            kept = row % blockRows == 0 ? random.Next(3) == 0 : kept;
            pruned.AsSpan(row * columns, kept ? 0 : columns / 2).Clear();
        }

        return BlockSparseMatrix.Encode(pruned, rows, columns, blockRows, blockColumns, format);
    };
}
