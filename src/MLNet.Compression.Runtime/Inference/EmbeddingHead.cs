using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>From what the pooling gives to the vector of a text: the linear layers that the model has, and division by the length where it asks for that.</summary>
internal sealed class EmbeddingHead
{
    private const float LeastLength = 1e-12f;

    private readonly LinearLayer? _pooler;
    private readonly LinearLayer? _dense;
    private readonly bool _normalizes;

    /// <param name="model">The model; of another head than one of embeddings nothing is used.</param>
    public EmbeddingHead(CompressedModel model)
    {
        Dimensions = DimensionsOf(model);
        var head = HeadDefinition.Of(model.Head);
        if (!head.IsEmbedding)
        {
            return;
        }

        _pooler = model.Pooler is null ? null : new LinearLayer(model.Pooler, OutputOperators.Of(model.Shape.Pooler));
        _dense = model.Classifier is null ? null : new LinearLayer(model.Classifier);
        _normalizes = head.IsNormalized;
    }

    /// <summary>Values of a model's vectors.</summary>
    public static int DimensionsOf(CompressedModel model) => HeadDefinition.Of(model.Head).IsEmbedding ? model.Outputs : model.Shape.StateSize;

    /// <summary>Values of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>The form in which the head takes its input.</summary>
    public InputFormat InputFormat => (_pooler ?? _dense)?.InputFormat ?? InputFormat.Float;

    /// <param name="pooled">[sequences x features].</param>
    /// <param name="workspace">The memory to work in.</param>
    /// <param name="vectors">Receives the vectors [sequences x <see cref="Dimensions"/>].</param>
    public void Forward(LinearInput pooled, Workspace workspace, Span<float> vectors)
    {
        var rows = Project(pooled, workspace);
        for (var i = 0; i < rows.Rows; i++)
        {
            var vector = vectors.Slice(i * Dimensions, Dimensions);
            rows.RowSpan(i).CopyTo(vector);
            if (_normalizes)
            {
                TensorPrimitives.Divide(vector, Math.Max(TensorPrimitives.Norm(vector), LeastLength), vector);
            }
        }
    }

    private MatrixView Project(LinearInput pooled, Workspace workspace)
    {
        if (_pooler is { } pooler)
        {
            var states = workspace.Sums(pooled.Tokens, pooler.Outputs);
            pooler.Forward(pooled, states);
            pooled = workspace.Integers.Convert(states, _dense?.InputFormat ?? InputFormat.Float);
        }

        if (_dense is not { } dense)
        {
            return pooled.Values;
        }

        var vectors = workspace.Logits(pooled.Tokens, dense.Outputs);
        dense.Forward(pooled, vectors);
        return vectors;
    }
}
