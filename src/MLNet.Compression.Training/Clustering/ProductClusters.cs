using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Clustering;

/// <summary>Clusters of each part of a table's rows: product quantisation (Jégou et al. 2011).</summary>
/// <param name="parts">Parts of a row, all of the same length.</param>
/// <param name="size">Vectors of a part's codebook.</param>
internal sealed class ProductClusters(int parts, int size)
{
    private const int Iterations = 15;
    private const int RowsPerPart = 64;

    public int Parts => parts;

    public int Size => size;

    /// <summary>Makes the codebooks of a table.</summary>
    /// <param name="table">Its rows.</param>
    /// <param name="rowWeights">How much each row counts; null for all alike.</param>
    /// <param name="seed">The seed of the first vectors.</param>
    /// <param name="workers">The threads to use.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>For each feature its value in each vector of its part [columns x size].</returns>
    public float[] Fit(MatrixView table, float[]? rowWeights, ulong seed, WorkerPool workers, CancellationToken cancellationToken = default)
    {
        var (length, codebooks) = (table.Columns / parts, new float[table.Columns * size]);
        if (parts == 1)
        {
            FitPart(0, workers);
        }
        else
        {
            workers.For(parts, part => FitPart(part, WorkerPool.Inline));
        }

        return codebooks;

        void FitPart(int part, WorkerPool within)
        {
            var points = new PointSet(CopyPart(table.ColumnRange(part * length, length)), length, rowWeights);
            KMeans.Fit(points, size, Iterations, new SeededRandom(seed, (ulong)part), within, cancellationToken).Features.CopyTo(codebooks.AsSpan(part * length * size));
        }
    }

    /// <summary>Finds the nearest vector for each part of each row.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="codebooks">For each feature its value in each vector of its part [columns x size].</param>
    /// <param name="codes">Receives the numbers of the vectors [rows x parts].</param>
    /// <param name="workers">The threads to use.</param>
    public void Assign(MatrixView table, float[] codebooks, ushort[] codes, WorkerPool workers)
    {
        var length = table.Columns / parts;
        NearestCentroids[] centroids = [.. Enumerable.Range(0, parts).Select(part => new NearestCentroids(codebooks.AsMemory(part * length * size, length * size), size))];
        workers.ForRange(table.Rows, RowsPerPart, (from, to) =>
        {
            var scratch = new float[size];
            for (var part = 0; part < parts; part++)
            {
                for (var row = from; row < to; row++)
                {
                    codes[(row * parts) + part] = (ushort)centroids[part].Find(table.RowSpan(row).Slice(part * length, length), scratch).Centroid;
                }
            }
        });
    }

    private static float[] CopyPart(MatrixView part)
    {
        var values = new float[part.Rows * part.Columns];
        for (var row = 0; row < part.Rows; row++)
        {
            part.RowSpan(row).CopyTo(values.AsSpan(row * part.Columns));
        }

        return values;
    }
}
