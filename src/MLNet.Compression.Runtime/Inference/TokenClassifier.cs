using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Rows;

namespace MLNet.Compression;

/// <summary>Tells the class of each token of a text: names, parts of speech. Immutable; any number of threads may call it at once.</summary>
/// <remarks>Once its memory has grown to the longest input, a call with one thread allocates nothing on the managed heap.</remarks>
public sealed class TokenClassifier : IDisposable
{
    private readonly TokenOutputs _outputs;

    /// <summary>Lays the weights of a model out for this machine.</summary>
    /// <param name="model">A model with the head <see cref="HeadKind.Token"/>.</param>
    /// <param name="threads">Threads that share a batch, the caller's included; 0 for all processors. Results do not depend on it.</param>
    /// <exception cref="ArgumentException">The model has another head.</exception>
    public TokenClassifier(CompressedModel model, int threads = 1) => _outputs = new TokenOutputs(HeadCheck.Require(model, HeadKind.Token), threads);

    /// <summary>Number of classes.</summary>
    public int LabelCount => _outputs.Outputs;

    /// <summary>Bytes of native memory held for scoring at the moment, beside the model.</summary>
    public long WorkingSetBytes => _outputs.WorkingSetBytes;

    /// <summary>The outputs before softmax.</summary>
    /// <param name="batch">Tokenised texts.</param>
    /// <param name="logits">Receives the result [tokens x <see cref="LabelCount"/>], special tokens included.</param>
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model, or <paramref name="logits"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public void Logits(TokenBatch batch, Span<float> logits) => _outputs.Compute(batch, logits);

    /// <summary>The probability of each class for each token.</summary>
    /// <param name="batch">Tokenised texts.</param>
    /// <param name="probabilities">Receives the result [tokens x <see cref="LabelCount"/>], special tokens included.</param>
    /// <exception cref="ArgumentException">A token, token type or length is beyond the model, or <paramref name="probabilities"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public unsafe void Score(TokenBatch batch, Span<float> probabilities)
    {
        Logits(batch, probabilities);
        fixed (float* rows = probabilities)
        {
            SoftmaxKernel.Forward(new MatrixView(rows, batch.SequenceStarts[^1], LabelCount), WorkerPool.Inline);
        }
    }

    /// <summary>Releases the memory for scoring once running calls are done.</summary>
    public void Dispose() => _outputs.Dispose();
}
