namespace MLNet.Compression.Training.Clustering;

/// <summary>Points to cluster, each with a weight.</summary>
/// <param name="Values">The points, one after another [count x dimensions].</param>
/// <param name="Dimensions">Numbers of a point.</param>
/// <param name="Weights">How much each point counts, not negative [count]; null for all alike.</param>
internal sealed record PointSet(float[] Values, int Dimensions, float[]? Weights = null)
{
    public int Count => Values.Length / Dimensions;

    public ReadOnlySpan<float> this[int point] => Values.AsSpan(point * Dimensions, Dimensions);

    public float WeightOf(int point) => Weights?[point] ?? 1;

    /// <summary>The squared distance of a point to another one.</summary>
    public float SquaredDistance(int point, ReadOnlySpan<float> other)
    {
        var own = this[point];
        var sum = 0f;
        for (var i = 0; i < own.Length; i++)
        {
            var difference = own[i] - other[i];
            sum += difference * difference;
        }

        return sum;
    }
}
