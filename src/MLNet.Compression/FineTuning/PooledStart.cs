using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression;

/// <summary>A model that the training of one for whole texts starts from, and what is read of a text.</summary>
internal sealed class PooledStart : IModelStart
{
    private readonly IModelStart _start;
    private readonly EmbeddingPooling? _pooling;

    /// <param name="start">The model.</param>
    /// <param name="pooling">What is read; null for what is usual.</param>
    /// <exception cref="ArgumentException">A model without layers has no state of a first token.</exception>
    public PooledStart(IModelStart start, EmbeddingPooling? pooling)
    {
        PoolingCheck.RequireFits(start.Shape, pooling);
        (_start, _pooling) = (start, pooling);
    }

    public BertShape Shape => _start.Shape;

    public bool IsOfMeans => _start.IsOfMeans && _pooling is null;

    public IEnumerable<string> Notes => !IsOfMeans ? _start.Notes : _start.Notes.Append(
        $"The checkpoint was made for vectors, the means of its tokens' last states, and the head reads the first token's state: with few rows Pooling = {nameof(EmbeddingPooling)}.{EmbeddingPooling.Mean} knows more.");

    public TextModel Create(IReadOnlyList<string> labels, HeadKind head, int maxTokens, int seed)
    {
        var model = _start.Create(labels, head, maxTokens, seed);
        return _pooling is { } pooling ? TextModelFactory.Pooled(model, pooling == EmbeddingPooling.Mean, seed) : model;
    }
}
