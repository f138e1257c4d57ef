namespace MLNet.Compression.Runtime.Kernels.Attention;

/// <summary>One head of one sequence.</summary>
/// <param name="projections">Queries, keys and values of all heads [tokens x 3 heads head size].</param>
/// <param name="head">The head.</param>
/// <param name="heads">Heads.</param>
/// <param name="size">Features of a head.</param>
internal readonly unsafe struct HeadProjections(MatrixView projections, int head, int heads, int size)
{
    public int Tokens => projections.Rows;

    public int Size => size;

    /// <summary>Floats from a token to the next.</summary>
    public nint Stride => projections.Stride;

    /// <summary>The first token's keys.</summary>
    public float* Keys => Columns(1);

    /// <summary>The first token's values.</summary>
    public float* Values => Columns(2);

    /// <summary>A token's queries.</summary>
    public float* Queries(int token) => Columns(0) + (token * Stride);

    private float* Columns(int third) => projections.Data + ((((nint)third * heads) + head) * size);
}
