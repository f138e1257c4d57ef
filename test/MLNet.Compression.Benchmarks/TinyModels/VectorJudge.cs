using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Benchmarks.TinyModels;

/// <summary>How near the vectors of a model are to those of the whole teacher, on passages that nobody learnt from.</summary>
internal sealed class VectorJudge
{
    private readonly string[] _passages;
    private readonly int _threads;
    private readonly float[][] _wanted;

    /// <param name="teacher">The whole teacher.</param>
    /// <param name="passages">The passages.</param>
    /// <param name="threads">Threads.</param>
    public VectorJudge(CompressedModel teacher, string[] passages, int threads)
    {
        (_passages, _threads) = (passages, threads);
        _wanted = VectorsOf(teacher);
    }

    /// <summary>In words, for a model in training.</summary>
    public string Of(TextModel model) => Of(CompressedModelEncoder.Encode(model, ValueFormat.Float32));

    /// <summary>In words.</summary>
    public string Of(CompressedModel model) => FormattableString.Invariant(
        $"cosine with the teacher's vectors {VectorsOf(model).Zip(_wanted, (own, wanted) => (double)TensorPrimitives.CosineSimilarity(own, wanted)).Average():F4}");

    private float[][] VectorsOf(CompressedModel model)
    {
        using var encoder = new SentenceEncoder(model, _threads);
        return [.. _passages.Select(passage =>
        {
            var vector = new float[encoder.Dimensions];
            encoder.Encode(passage, vector);
            return vector;
        })];
    }
}
