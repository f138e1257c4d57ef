using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>What one head of one sequence attends with.</summary>
/// <param name="Queries">Q [tokens x head size].</param>
/// <param name="Keys">K [tokens x head size].</param>
/// <param name="Values">V [tokens x head size].</param>
/// <param name="Scale">What Q Kᵀ is multiplied by: 1 / √(head size).</param>
internal readonly record struct AttentionHead(MatrixView Queries, MatrixView Keys, MatrixView Values, float Scale)
{
    public int Tokens => Queries.Rows;

    public int HeadSize => Queries.Columns;

    /// <summary>One head's columns of a sequence's rows [tokens x 3 heads head size]: all queries, then all keys, then all values.</summary>
    public static AttentionHead FromPacked(MatrixView packed, int head, int heads)
    {
        if (heads <= 0 || packed.Columns % (3 * heads) != 0)
        {
            throw new ArgumentException($"{packed.Columns} columns are not queries, keys and values of {heads} heads.", nameof(packed));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(head);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(head, heads);
        var size = packed.Columns / (3 * heads);
        return new(
            packed.ColumnRange(head * size, size),
            packed.ColumnRange((heads + head) * size, size),
            packed.ColumnRange(((2 * heads) + head) * size, size),
            1 / MathF.Sqrt(size));
    }

    /// <summary>Refuses heads whose parts differ in shape.</summary>
    public void Check()
    {
        ShapeCheck.Same(Queries, Keys, nameof(Keys));
        ShapeCheck.Same(Queries, Values, nameof(Values));
    }
}
