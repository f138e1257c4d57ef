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
    private readonly BertShape _shape = WithoutMean(FilledLayers.Of(model.Shape));

    /// <exception cref="NotSupportedException">No architecture can hold the model.</exception>
    public Checkpoint ToCheckpoint()
    {
        var architecture = KnownArchitectures.Holding(_shape, head, model.Subwords.UsualModelType(model.Vocabulary));
        _tensors.Clear();
        AddEmbeddings();
        for (var i = 0; i < model.Layers.Count; i++)
        {
            if (model.Shape.AttentionSource(i) == i)
            {
                AddAttention($"encoder.layer.{i}.attention", model.Layers[i].Attention, _shape.Layers[i].AttentionSize);
            }

            if (model.Shape.FeedForwardSource(i) == i)
            {
                AddFeedForward($"encoder.layer.{i}", model.Layers[i].FeedForward, _shape.Layers[i].FeedForwardSize);
            }
        }

        return new Checkpoint(AddHead(architecture.UsualSettings(_shape)), _tensors);
    }

    /// <summary>The mean that an embedding model reads has no weights: its encoder is one without a pooler.</summary>
    private static BertShape WithoutMean(BertShape shape) => shape.ReadsMeanOfStates ? shape with { Pooler = PoolerKind.None } : shape;

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

    /// <param name="name">The module.</param>
    /// <param name="attention">Its weights.</param>
    /// <param name="size">Heads x head size in the checkpoint; what the weights lack is 0.</param>
    private void AddAttention(string name, AttentionWeights attention, int size)
    {
        AddQueryKeyValue($"{name}.self", attention.QueryKeyValue, size);
        AddLinear($"{name}.output.dense", attention.Output, inputs: size);
        AddNorm($"{name}.output.LayerNorm", attention.Norm);
    }

    private void AddFeedForward(string name, FeedForwardWeights feedForward, int size)
    {
        AddLinear($"{name}.intermediate.dense", feedForward.Intermediate, outputs: size);
        AddLinear($"{name}.output.dense", feedForward.Output, inputs: size);
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

        AddLinear(HeadDefinition.Of(head).Module, model.Classifier!);
        if (model.LanguageModel is { } languageModel)
        {
            AddNorm("cls.predictions.transform.LayerNorm", languageModel.Norm);
            Add("cls.predictions.bias", languageModel.Bias, languageModel.Bias.Length);
        }

        // A masked LM's configuration has no use for labels, but says how many it would have.
        return head == HeadKind.MaskedLm ? settings with { Head = head } : settings with
        {
            Head = head,
            Labels = model.Outputs,
            LabelNames = model.Labels.Count == 0 ? LabelNaming.Numbered(model.Outputs) : [.. model.Labels],
        };
    }

    private void AddQueryKeyValue(string name, LinearWeights linear, int size)
    {
        var rows = linear.Weight.Rows / _queryKeyValue.Length;
        for (var part = 0; part < _queryKeyValue.Length; part++)
        {
            var first = part * rows;
            Add($"{name}.{_queryKeyValue[part]}.weight", Decode(linear.Weight, first, rows, size, linear.Weight.Columns), size, linear.Weight.Columns);
            Add($"{name}.{_queryKeyValue[part]}.bias", Filled(linear.Bias is { } bias ? bias.AsSpan(first, rows) : [], size), size);
        }
    }

    private void AddLinear(string name, LinearWeights linear, int? outputs = null, int? inputs = null)
    {
        var (rows, columns) = (outputs ?? linear.Weight.Rows, inputs ?? linear.Weight.Columns);
        Add($"{name}.weight", Decode(linear.Weight, 0, linear.Weight.Rows, rows, columns), rows, columns);
        Add($"{name}.bias", Filled(linear.Bias, rows), rows);
    }

    private void AddNorm(string name, LayerNormWeights norm)
    {
        Add($"{name}.weight", norm.Scale, norm.Scale.Length);
        Add($"{name}.bias", norm.Shift, norm.Shift.Length);
    }

    private void AddMatrix(string name, WeightMatrix matrix) =>
        Add($"{name}.weight", Decode(matrix, 0, matrix.Rows, matrix.Rows, matrix.Columns), matrix.Rows, matrix.Columns);

    /// <summary>Some rows of a matrix, and zeros beside and below them, [<paramref name="outputs"/> x <paramref name="inputs"/>].</summary>
    private static float[] Decode(WeightMatrix matrix, int first, int count, int outputs, int inputs)
    {
        var weights = new float[outputs * inputs];
        for (var row = 0; row < count; row++)
        {
            matrix.DecodeRow(first + row, weights.AsSpan(row * inputs, matrix.Columns));
        }

        return weights;
    }

    private static float[] Filled(ReadOnlySpan<float> values, int count)
    {
        var filled = new float[count];
        values.CopyTo(filled);
        return filled;
    }

    private void Add(string name, float[] values, params ReadOnlySpan<int> shape) => _tensors.Add(new NamedTensor(name, [.. shape], values));
}
