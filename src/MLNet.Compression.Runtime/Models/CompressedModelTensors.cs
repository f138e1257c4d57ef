using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models;

/// <summary>The parts of a compressed model as the tensors of a checkpoint: the way back from <see cref="CheckpointParts"/>.</summary>
/// <param name="model">The model.</param>
/// <param name="head">Its head, or <see cref="HeadKind.None"/> for the encoder alone.</param>
internal sealed class CompressedModelTensors(CompressedModel model, HeadKind head)
{
    private static readonly string[] _queryKeyValue = ["query", "key", "value"];
    private readonly List<NamedTensor> _tensors = [];

    /// <exception cref="NotSupportedException">No architecture can hold the model.</exception>
    public Checkpoint ToCheckpoint()
    {
        var architecture = KnownArchitectures.Holding(model.Shape, head);
        _tensors.Clear();
        AddEmbeddings();
        for (var i = 0; i < model.Layers.Count; i++)
        {
            if (model.Shape.AttentionSource(i) == i)
            {
                AddAttention($"encoder.layer.{i}.attention", model.Layers[i].Attention);
            }

            if (model.Shape.FeedForwardSource(i) == i)
            {
                AddFeedForward($"encoder.layer.{i}", model.Layers[i].FeedForward);
            }
        }

        return new Checkpoint(AddHead(architecture.UsualSettings(model.Shape)), _tensors);
    }

    private void AddEmbeddings()
    {
        var embeddings = model.Embeddings;
        AddMatrix("embeddings.word_embeddings", embeddings.Words);
        AddMatrix("embeddings.position_embeddings", embeddings.Positions!);
        if (embeddings.TokenTypes is { } tokenTypes)
        {
            AddMatrix("embeddings.token_type_embeddings", tokenTypes);
        }

        AddNorm("embeddings.LayerNorm", embeddings.Norm!);
        if (embeddings.Projection is { } projection)
        {
            AddLinear("embeddings.projection", projection);
        }
    }

    private void AddAttention(string name, AttentionWeights attention)
    {
        AddQueryKeyValue($"{name}.self", attention.QueryKeyValue);
        AddLinear($"{name}.output.dense", attention.Output);
        AddNorm($"{name}.output.LayerNorm", attention.Norm);
    }

    private void AddFeedForward(string name, FeedForwardWeights feedForward)
    {
        AddLinear($"{name}.intermediate.dense", feedForward.Intermediate);
        AddLinear($"{name}.output.dense", feedForward.Output);
        AddNorm($"{name}.output.LayerNorm", feedForward.Norm);
    }

    /// <summary>Adds what stands on the encoder, and to the settings what they say of it.</summary>
    private ModelSettings AddHead(ModelSettings settings)
    {
        if (model.Pooler is { } pooler)
        {
            AddLinear("pooler.dense", pooler);
        }

        if (head == HeadKind.None)
        {
            return settings;
        }

        AddLinear(HeadDefinition.Of(head).Module, model.Classifier);
        if (model.LanguageModel is { } languageModel)
        {
            AddNorm("cls.predictions.transform.LayerNorm", languageModel.Norm);
            Add("cls.predictions.bias", languageModel.Bias, languageModel.Bias.Length);
        }

        // A masked LM's configuration has no use for labels, but says how many it would have.
        return head == HeadKind.MaskedLm ? settings with { Head = head } : settings with
        {
            Head = head,
            Labels = model.Classifier.Weight.Rows,
            LabelNames = model.Labels.Count == 0 ? LabelNaming.Numbered(model.Classifier.Weight.Rows) : [.. model.Labels],
        };
    }

    private void AddQueryKeyValue(string name, LinearWeights linear)
    {
        var (rows, columns) = (linear.Weight.Rows / _queryKeyValue.Length, linear.Weight.Columns);
        for (var part = 0; part < _queryKeyValue.Length; part++)
        {
            var weight = new float[rows * columns];
            for (var row = 0; row < rows; row++)
            {
                linear.Weight.DecodeRow((part * rows) + row, weight.AsSpan(row * columns, columns));
            }

            Add($"{name}.{_queryKeyValue[part]}.weight", weight, rows, columns);
            Add($"{name}.{_queryKeyValue[part]}.bias", linear.Bias?.AsSpan(part * rows, rows).ToArray() ?? new float[rows], rows);
        }
    }

    private void AddLinear(string name, LinearWeights linear)
    {
        AddMatrix(name, linear.Weight);
        Add($"{name}.bias", linear.Bias ?? new float[linear.Weight.Rows], linear.Weight.Rows);
    }

    private void AddNorm(string name, LayerNormWeights norm)
    {
        Add($"{name}.weight", norm.Scale, norm.Scale.Length);
        Add($"{name}.bias", norm.Shift, norm.Shift.Length);
    }

    private void AddMatrix(string name, WeightMatrix matrix)
    {
        var weight = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(weight);
        Add($"{name}.weight", weight, matrix.Rows, matrix.Columns);
    }

    private void Add(string name, float[] values, params ReadOnlySpan<int> shape) => _tensors.Add(new NamedTensor(name, [.. shape], values));
}
