using MLNet.Compression.Runtime.Encodings;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>How a model's weights are compressed.</summary>
/// <param name="Name">What options and tables call it: the numbers, the share of the blocks of the layers' matrices that are gone, and the block if it is not 16 x 4.</param>
/// <param name="Round">From weights to the format that holds them.</param>
/// <param name="Sparsity">Share of the blocks that are gone.</param>
/// <param name="BlockOutputs">Outputs of a block, of 4 inputs.</param>
internal sealed record ModelForm(string Name, RoundWeights Round, double Sparsity, int BlockOutputs = 16)
{
    public const int BlockInputs = 4;

    public static IReadOnlyList<ModelForm> Catalog { get; } =
    [
        .. OfBlocks("fp32", (_, _) => ValueFormat.Float32),
        .. Of("int8", (_, _) => ValueFormat.Int8),
        .. Of("int4", WeightRounding.ToFourBits),
        .. Of("int4-g32", (weights, rows) => WeightRounding.ToFourBitsInGroups(weights, rows, 32)),
        .. Of("int4-g64", (weights, rows) => WeightRounding.ToFourBitsInGroups(weights, rows, 64)),
        .. Of("int4-g128", (weights, rows) => WeightRounding.ToFourBitsInGroups(weights, rows, 128)),
        .. Of("ternary", WeightRounding.ToTernary),
    ];

    /// <summary>fp32, whole.</summary>
    public static ModelForm Float => Catalog[0];

    /// <summary>Whether its layers multiply integers.</summary>
    public bool IsInteger => !Name.StartsWith("fp32", StringComparison.Ordinal);

    /// <summary>Whether ONNX graphs have weights of this form.</summary>
    public bool IsGraph => Name is "fp32" or "int8";

    /// <summary>A matrix in this form, whole.</summary>
    public WeightMatrix Whole(float[] weights, int rows, int columns) => Round(weights, rows).EncodeDense(weights, rows, columns);

    /// <summary>A matrix in this form, of whose weights blocks may be zero.</summary>
    public WeightMatrix Pruned(float[] weights, int rows, int columns) =>
        Sparsity > 0 ? BlockSparseMatrix.Encode(weights, rows, columns, BlockOutputs, BlockInputs, Round(weights, rows)) : Whole(weights, rows, columns);

    private static IEnumerable<ModelForm> Of(string name, RoundWeights round) =>
        [.. OfBlocks(name, round), new($"{name}-75%-4x4", round, 0.75, 4), new($"{name}-87.5%-4x4", round, 0.875, 4)];

    private static IEnumerable<ModelForm> OfBlocks(string name, RoundWeights round) =>
        [new(name, round, 0), new($"{name}-75%", round, 0.75), new($"{name}-87.5%", round, 0.875)];
}
