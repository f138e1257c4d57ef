using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A model that training starts from, of whose texts something else may be read.</summary>
internal sealed class PooledStart : IModelStart
{
    private readonly IModelStart _start;
    private readonly EmbeddingPooling _pooling;

    /// <param name="start">The model.</param>
    /// <param name="pooling">What is read.</param>
    /// <exception cref="ArgumentException">A model without layers has no state of a first token.</exception>
    public PooledStart(IModelStart start, EmbeddingPooling pooling)
    {
        if (start.Shape.IsStatic && pooling == EmbeddingPooling.FirstToken)
        {
            throw new ArgumentException($"Pooling is {EmbeddingPooling.FirstToken}, but the model has no layers, and its first token says nothing: set Pooling to {EmbeddingPooling.Mean}.");
        }

        (_start, _pooling) = (start, pooling);
    }

    public BertShape Shape => _start.Shape;

    public IEnumerable<string> Notes => _start.Notes;

    public TextModel Create(IReadOnlyList<string> labels, HeadKind head, int maxTokens, int seed) =>
        TextModelFactory.Pooled(_start.Create(labels, head, maxTokens, seed), _pooling == EmbeddingPooling.Mean, seed);
}
