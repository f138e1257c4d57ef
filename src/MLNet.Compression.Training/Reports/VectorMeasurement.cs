using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Reports;

/// <summary>Measures a model that gives vectors.</summary>
internal static class VectorMeasurement
{
    private const int BatchRows = 64;

    /// <summary>The vector of each text; of pairs that of the first text of each, then that of the second.</summary>
    /// <param name="model">A model of whatever head.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public static float[][] VectorsOf(CompressedModel model, TextDataset data, int threads, CancellationToken cancellationToken)
    {
        using var encoder = new SentenceEncoder(model, threads);
        var (batch, vectors) = (new TokenBatch(), new List<float[]>());
        foreach (var rows in Enumerable.Range(0, data.Count).Chunk(BatchRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            batch.Clear();
            data.CopyTo(batch, rows);
            var values = new float[batch.SequenceCount * encoder.Dimensions];
            encoder.Encode(batch, values);
            vectors.AddRange(values.Chunk(encoder.Dimensions));
        }

        return [.. vectors];
    }

    /// <summary>The cosine of each pair's vectors.</summary>
    /// <inheritdoc cref="VectorsOf"/>
    public static IEnumerable<double> CosinesOf(CompressedModel model, TextDataset data, int threads, CancellationToken cancellationToken) =>
        VectorsOf(model, data, threads, cancellationToken).Chunk(2).Select(pair => PairCosine.CosineOf(pair[0], pair[1]));

    /// <summary>Compares a model's vectors with its teacher's, and times a typical text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="teacher">The teacher's vectors, of as many dimensions.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public static StageResult Measure(CompressedModel model, TextDataset data, IReadOnlyList<float[]> teacher, int threads, CancellationToken cancellationToken)
    {
        var own = VectorsOf(model, data, threads, cancellationToken);
        var quality = new EmbeddingQuality(own.Zip(teacher, VectorSimilarities.Cosine).Average(), VectorSimilarities.Correlation(own, teacher));
        return StageMeasurement.Result(model, new QualityReport(own.Length, Accuracy: double.NaN, LabelLoyalty: null, ProbabilityLoyalty: null) { Embeddings = quality });
    }
}
