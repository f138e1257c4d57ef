using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Benchmarks.Inference;

/// <summary>How near the vectors that a checkpoint gives texts in int8 are to those in fp32.</summary>
internal sealed class VectorAgreement : IDisposable
{
    private readonly BertTokenizer _tokenizer;
    private readonly SentenceEncoder _exact;
    private readonly SentenceEncoder _int8;

    public VectorAgreement(string folder)
    {
        var checkpoint = Checkpoint.Load(folder);
        _tokenizer = BertTokenizer.Load(folder);
        _exact = Encoder(checkpoint, CompressedModelBuilder.Float32);
        _int8 = Encoder(checkpoint, CompressedModelBuilder.Int8);
    }

    /// <summary>The cosine of both vectors of each text, in ascending order.</summary>
    /// <param name="texts">Texts; those with fewer tokens are left out.</param>
    /// <param name="tokens">What texts are cut to.</param>
    public double[] Cosines(IEnumerable<string> texts, int tokens) => [.. texts.Select(text => Batch(text, tokens)).Where(batch => batch.TokenCount == tokens).Select(Cosine).Order()];

    public void Dispose()
    {
        _exact.Dispose();
        _int8.Dispose();
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b) => TensorPrimitives.CosineSimilarity(a, b);

    private static float[] Vector(SentenceEncoder encoder, TokenBatch batch)
    {
        var vector = new float[encoder.Dimensions];
        encoder.Encode(batch, vector);
        return vector;
    }

    private double Cosine(TokenBatch batch) => Cosine(Vector(_exact, batch), Vector(_int8, batch));

    private TokenBatch Batch(string text, int tokens)
    {
        var batch = new TokenBatch();
        _tokenizer.AddTo(batch, text, tokens);
        return batch;
    }

    /// <summary>The encoder, behind which stands a head of zeros that nobody asks.</summary>
    private SentenceEncoder Encoder(Checkpoint checkpoint, MatrixEncoder encoder)
    {
        var (parts, shape) = (new CheckpointParts(checkpoint, encoder), checkpoint.Shape with { Pooler = PoolerKind.None });
        var head = new LinearWeights(DenseMatrix.Encode(new float[shape.HiddenSize], 1, shape.HiddenSize), Bias: null);
        return new SentenceEncoder(new CompressedModel(
            shape, parts.Embeddings(), parts.Layers(), pooler: null, head, labels: [], _tokenizer.Vocabulary, _tokenizer.Options, shape.MaxPositions, HeadKind.Regression));
    }
}
