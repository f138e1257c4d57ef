namespace MLNet.Compression;

/// <summary>The size of a block of weights that is kept or removed as a whole.</summary>
/// <param name="Outputs">Rows of the weight matrix.</param>
/// <param name="Inputs">Columns of the weight matrix.</param>
public sealed record BlockShape(int Outputs, int Inputs)
{
    /// <summary>16 outputs x 4 inputs: a block of the scoring kernels, so that every removed block is time saved.</summary>
    public static BlockShape Kernel { get; } = new(16, 4);

    /// <summary>4 outputs x 4 inputs: the smallest block that integer kernels skip. A model loses less by it than by larger ones, and gains a little less time.</summary>
    public static BlockShape Fine { get; } = new(4, 4);

    /// <summary>Single weights.</summary>
    public static BlockShape Unstructured { get; } = new(1, 1);

    /// <inheritdoc/>
    public override string ToString() => $"{Outputs} x {Inputs}";
}
