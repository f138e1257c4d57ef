using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Slicing;

/// <summary>Makes the model that a slice keeps of another.</summary>
/// <param name="slice">What is kept.</param>
/// <param name="model">The model, of the slice's shape and without parametrisations.</param>
internal sealed class SlicedModel(ModelSlice slice, TextModel model)
{
    private const string LayerPrefix = "encoder.layer.";

    private readonly int[] _hidden = [.. slice.Hidden];
    private readonly int[] _embedding = slice.From.HasEmbeddingProjection ? UnitSelection.Leading(slice.From.EmbeddingSize, slice.From.EmbeddingSize) : [.. slice.Hidden];

    public TextModel Make()
    {
        var cut = new TextModel(ShapeOf(model.Shape), model.Tokenizer, model.Labels, model.MaxTokens, model.HeadKind, model.Dense ?? DenseOfCut());
        CopyEmbeddings(model.Encoder.Embeddings, cut.Encoder.Embeddings);
        for (var i = 0; i < slice.Layers.Length; i++)
        {
            if (cut.Shape.AttentionSource(i) == i)
            {
                CopyAttention(slice.Layers[i], cut.Encoder.Layers[i].Attention);
            }

            if (cut.Shape.FeedForwardSource(i) == i)
            {
                CopyFeedForward(slice.Layers[i], cut.Encoder.Layers[i].FeedForward);
            }
        }

        CopyHead(model.Head, cut.Head);
        cut.NewTensors = [.. model.NewTensors.Select(name => NewName(name, cut.Shape)).OfType<string>()];
        cut.IsUntrained = model.IsUntrained;
        LeaveOut(cut);
        return cut;
    }

    /// <summary>Vectors that are hidden features themselves keep their size, for which a linear layer has to put those that are kept into their places.</summary>
    private int? DenseOfCut() => model.Head is EmbeddingHead { Classifier: null } && !slice.From.IsStatic && _hidden.Length < slice.From.HiddenSize ? slice.From.HiddenSize : null;

    /// <summary>What the model leaves out and the slice keeps is left out still.</summary>
    private void LeaveOut(TextModel cut)
    {
        cut.Encoder.SkippedLayers = [.. Enumerable.Range(0, slice.Layers.Length).Where(i => model.Encoder.SkippedLayers.Contains(slice.Layers[i]))];
        bool[] kept = [.. slice.Hidden.Select(feature => model.KeptHidden?.Flags[feature] ?? true)];
        cut.KeptHidden = kept.Contains(false) ? new KeptFeatures(kept) : null;
    }

    /// <summary>The slice's shape with what else the model's own says.</summary>
    private BertShape ShapeOf(BertShape own) => own with
    {
        HiddenSize = slice.Shape.HiddenSize,
        EmbeddingSize = slice.Shape.EmbeddingSize,
        Layers = slice.Shape.Layers,
        AttentionOfLayer = slice.Shape.AttentionOfLayer,
        FeedForwardOfLayer = slice.Shape.FeedForwardOfLayer,
    };

    private void CopyEmbeddings(BertEmbeddings from, BertEmbeddings to)
    {
        foreach (var (table, cut) in from.Tables.Zip(to.Tables))
        {
            WeightCopy.Table(table, cut, UnitSelection.Leading(table.Rows, cut.Rows), _embedding);
        }

        WeightCopy.Norm(from.Norm!, to.Norm!, _embedding);
        if (to.Projection is { } projection)
        {
            WeightCopy.Linear(from.Projection!, projection, _hidden, _embedding);
        }
    }

    private void CopyAttention(int layer, BertAttention to)
    {
        var (from, shape) = (model.Encoder.Layers[layer].Attention, slice.From.Layers[layer]);
        int[] features = [.. slice.Heads[layer].SelectMany(head => Enumerable.Range(head * shape.HeadSize, shape.HeadSize))];
        int[] rows = [.. Enumerable.Range(0, 3).SelectMany(part => UnitSelection.Shifted(features, part * shape.AttentionSize))];
        WeightCopy.Linear(from.QueryKeyValue, to.QueryKeyValue, rows, _hidden);
        WeightCopy.Linear(from.Output, to.Output, _hidden, features);
        WeightCopy.Norm(from.Norm, to.Norm, _hidden);
    }

    private void CopyFeedForward(int layer, BertFeedForward to)
    {
        var (from, neurons) = (model.Encoder.Layers[layer].FeedForward, slice.Neurons[layer].ToArray());
        WeightCopy.Linear(from.Intermediate, to.Intermediate, neurons, _hidden);
        WeightCopy.Linear(from.Output, to.Output, _hidden, neurons);
        WeightCopy.Norm(from.Norm, to.Norm, _hidden);
    }

    private void CopyHead(TaskHead from, TaskHead to)
    {
        if (to.Pooler is { } pooler)
        {
            WeightCopy.Linear(from.Pooler!, pooler, _hidden, _hidden);
        }

        if (from.Classifier is { } classifier)
        {
            var outputs = from.Decoder is null ? UnitSelection.Leading(from.Outputs, from.Outputs) : _embedding;
            WeightCopy.Linear(classifier, to.Classifier!, outputs, _hidden);
        }
        else if (to.Classifier is { } places)
        {
            WeightCopy.Places(_hidden, places);
        }

        if (to.Decoder is { } decoder)
        {
            WeightCopy.Norm(from.Decoder!.Norm, decoder.Norm, _embedding);
            from.Decoder.Bias.ValueSpan.CopyTo(decoder.Bias.ValueSpan);
        }
    }

    /// <summary>The name that a tensor has in the smaller model; null where it is left out.</summary>
    private string? NewName(string name, BertShape shape)
    {
        if (!name.StartsWith(LayerPrefix, StringComparison.Ordinal))
        {
            return name;
        }

        for (var i = 0; i < slice.Layers.Length; i++)
        {
            var (attention, feedForward) = (slice.From.AttentionSource(slice.Layers[i]), slice.From.FeedForwardSource(slice.Layers[i]));
            var isAttention = name.StartsWith($"{LayerPrefix}{attention}.attention.", StringComparison.Ordinal);
            var isFeedForward = name.StartsWith($"{LayerPrefix}{feedForward}.", StringComparison.Ordinal) && !name.Contains(".attention.", StringComparison.Ordinal);
            if ((isAttention && shape.AttentionSource(i) == i) || (isFeedForward && shape.FeedForwardSource(i) == i))
            {
                return $"{LayerPrefix}{i}{name[name.IndexOf('.', LayerPrefix.Length)..]}";
            }
        }

        return null;
    }
}
