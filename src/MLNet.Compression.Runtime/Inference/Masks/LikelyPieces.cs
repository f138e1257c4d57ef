using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels.Rows;

namespace MLNet.Compression.Runtime.Inference.Masks;

/// <summary>The pieces with the largest logits.</summary>
internal static class LikelyPieces
{
    /// <param name="logits">Of a place, overwritten [word embeddings]; those beyond the vocabulary stand for no piece.</param>
    /// <param name="top">How many pieces.</param>
    /// <param name="vocabulary">The pieces.</param>
    /// <returns>The most probable first; of equal ones that with the lower id.</returns>
    public static IReadOnlyList<LikelyPiece> Of(float[] logits, int top, Vocabulary vocabulary)
    {
        var probabilities = logits.AsSpan(0, vocabulary.Count);
        TensorPrimitives.SoftMax(probabilities, probabilities);
        return [.. TopValues.Places(probabilities, top, _ => true).Select(id => new LikelyPiece(id, vocabulary[id], logits[id]))];
    }
}
