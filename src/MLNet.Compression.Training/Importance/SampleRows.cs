using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Importance;

/// <summary>A seeded sample of rows, in batches.</summary>
internal sealed class SampleRows
{
    private const ulong Stream = 0x1A7054C3;

    private readonly TextRows _set;
    private readonly int[][] _batches;

    /// <param name="data">The rows.</param>
    /// <param name="rows">The most rows to take.</param>
    /// <param name="batchRows">The most rows of a batch.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="draw">Which of the samples of this seed.</param>
    public SampleRows(TextDataset data, int rows, int batchRows, ulong seed, int draw)
    {
        _set = new TextRows("sample", data);
        var order = new ShuffledOrder(data.Count, SeededRandom.Combine(seed, Stream)).Of(draw);
        _batches = [.. order[..Math.Min(rows, data.Count)].ToArray().Chunk(batchRows)];
    }

    /// <summary>Number of batches.</summary>
    public int Count => _batches.Length;

    /// <summary>Fills a batch with the rows of one.</summary>
    /// <param name="batch">What is filled.</param>
    /// <param name="number">Which, from 0.</param>
    public void Fill(TrainingBatch batch, int number) => batch.Fill(_set, _batches[number], seed: 0);
}
