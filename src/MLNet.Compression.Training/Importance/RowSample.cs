using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Importance;

/// <summary>A seeded sample of rows, in batches.</summary>
internal sealed class RowSample
{
    private const int UsualBatchRows = 32;
    private const ulong Stream = 0x1A7054C3;

    private readonly TextRows _set;
    private readonly int[][] _batches;

    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="rows">The most rows to take.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="draw">Which of the samples of this seed.</param>
    /// <param name="batchRows">The most rows of a batch.</param>
    /// <param name="tokens">The most tokens: batches behind are left out, but never the first.</param>
    public RowSample(TextDataset data, int rows, ulong seed, int draw = 0, int batchRows = UsualBatchRows, long tokens = long.MaxValue)
    {
        _set = new TextRows("sample", data);
        var order = new ShuffledOrder(data.Count, SeededRandom.Combine(seed, Stream)).Of(draw);
        var left = tokens;
        _batches = [.. order[..Math.Min(rows, data.Count)].ToArray().Chunk(batchRows).TakeWhile((batch, i) => (left -= batch.Sum(row => (long)data.LengthOf(row))) >= 0 || i == 0)];
    }

    public int Batches => _batches.Length;

    public int Rows => _batches.Sum(batch => batch.Length);

    /// <summary>Fills a batch with the rows of one.</summary>
    /// <param name="batch">What is filled.</param>
    /// <param name="number">Which, from 0.</param>
    /// <param name="seed">What random choices depend on.</param>
    public void Fill(TrainingBatch batch, int number, ulong seed = 0) => batch.Fill(_set, _batches[number], SeededRandom.Combine(seed, (ulong)number));
}
