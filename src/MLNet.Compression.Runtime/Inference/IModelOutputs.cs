using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>What the head of a model gives for a batch, whatever head it is.</summary>
internal interface IModelOutputs : IDisposable
{
    /// <summary>Number of values for a batch.</summary>
    int CountFor(TokenBatch batch);

    /// <param name="batch">The sequences.</param>
    /// <param name="outputs">Receives the values, row by row.</param>
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model, or there is no room for the values.</exception>
    void Compute(TokenBatch batch, Span<float> outputs);

    /// <summary>Lays the weights of a model out for this machine.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads that share a batch, the caller's included; 0 for all processors.</param>
    static IModelOutputs Of(CompressedModel model, int threads) =>
        HeadDefinition.Of(model.Head) is var head && head.IsEmbedding ? new SentenceEncoder(model, threads)
        : head.ReadsFirstToken ? new TextClassifier(model, threads)
        : new TokenOutputs(model, threads);
}
