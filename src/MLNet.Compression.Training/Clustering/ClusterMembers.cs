namespace MLNet.Compression.Training.Clustering;

/// <summary>The points of each cluster, in their order.</summary>
internal sealed class ClusterMembers
{
    private readonly int[] _starts;
    private readonly int[] _points;

    /// <param name="clusterOf">The cluster of each point.</param>
    /// <param name="clusters">How many clusters there are.</param>
    public ClusterMembers(ReadOnlySpan<ushort> clusterOf, int clusters)
    {
        (_starts, _points) = (new int[clusters + 1], new int[clusterOf.Length]);
        foreach (var cluster in clusterOf)
        {
            _starts[cluster + 1]++;
        }

        for (var cluster = 0; cluster < clusters; cluster++)
        {
            _starts[cluster + 1] += _starts[cluster];
        }

        var next = _starts.AsSpan(0, clusters).ToArray();
        for (var point = 0; point < clusterOf.Length; point++)
        {
            _points[next[clusterOf[point]]++] = point;
        }
    }

    public ReadOnlySpan<int> Of(int cluster) => _points.AsSpan(_starts[cluster].._starts[cluster + 1]);
}
