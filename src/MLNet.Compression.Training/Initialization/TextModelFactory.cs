using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Makes trainable models: of random weights, or from a checkpoint.</summary>
internal static partial class TextModelFactory
{
    /// <summary>A model of random weights.</summary>
    /// <param name="shape">The encoder.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="labels">The class names; at least two, or none where the outputs are no classes.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="seed">The seed of the weights.</param>
    /// <param name="head">What the model computes.</param>
    /// <param name="dense">Outputs of an embedding head's linear layer; null where it has none, and for other heads.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static TextModel CreateRandom(BertShape shape, TextTokenizer tokenizer, IReadOnlyList<string> labels, int maxTokens, int seed, HeadKind head = HeadKind.Sequence, int? dense = null)
    {
        var model = new TextModel(shape, tokenizer, labels, maxTokens, head, dense);
        RandomInitializer.Initialize(model, (ulong)(uint)seed);
        model.IsUntrained = true;
        return model;
    }

    /// <summary>The encoder of a checkpoint; its head too where it is of the same kind and for the same classes, else a new one.</summary>
    /// <remarks>A pooler that the checkpoint lacks is new too. <see cref="TextModel.NewTensors"/> says what is new.</remarks>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="labels">The class names; at least two, or none where the outputs are no classes.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="seed">The seed of the new weights.</param>
    /// <param name="head">What the model computes.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static TextModel Create(
        Checkpoint checkpoint, TextTokenizer tokenizer, IReadOnlyList<string> labels, int maxTokens, int seed, HeadKind head = HeadKind.Sequence)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var shape = checkpoint.Shape.Pooler == PoolerKind.None ? checkpoint.Shape with { Pooler = checkpoint.UsualPooler } : checkpoint.Shape;
        var model = CreateRandom(shape, tokenizer, labels, Math.Min(maxTokens, shape.MaxPositions), seed, head);
        InitializeHead(model.Head, (ulong)(uint)seed);
        CopyWeights(checkpoint, model);
        return model;
    }

    /// <summary>Copies what the checkpoint has of the model; <see cref="TextModel.NewTensors"/> gets the names of the rest.</summary>
    private static void CopyWeights(Checkpoint checkpoint, TextModel model)
    {
        foreach (var attention in model.Encoder.Attentions)
        {
            CopyQueryKeyValue(checkpoint, attention.QueryKeyValue);
        }

        model.NewTensors = CopyOthers(checkpoint, model);
        model.IsUntrained = false;
    }

    private static void InitializeHead(TaskHead head, ulong seed)
    {
        foreach (var linear in head.Linears)
        {
            RandomInitializer.InitializeHead(linear, seed);
        }

        if (head.Decoder is not null)
        {
            RandomInitializer.InitializeTransform(head.Classifier!, seed);
        }
    }

    /// <returns>The names of the tensors that stay as they were made.</returns>
    private static List<string> CopyOthers(Checkpoint checkpoint, TextModel model)
    {
        var unlikeHead = IsSameHead(checkpoint, model) ? [] : model.Head.Parameters.Except(model.Head.Pooler?.Parameters ?? []).ToHashSet();
        var joined = model.Encoder.Attentions.SelectMany(attention => attention.QueryKeyValue.Parameters).ToHashSet();
        var newTensors = new List<string>();
        foreach (var parameter in model.Parameters.Where(parameter => !joined.Contains(parameter)))
        {
            if (!unlikeHead.Contains(parameter) && checkpoint.Tensors.TryGetValue(parameter.Name, out var tensor))
            {
                tensor.Values.CopyTo(parameter.ValueSpan);
            }
            else
            {
                newTensors.Add(parameter.Name);
            }
        }

        return newTensors;
    }

    private static bool IsSameHead(Checkpoint checkpoint, TextModel model) => checkpoint.Head == model.HeadKind && model.Head.Classifier is not null
        && (HeadDefinition.Of(model.HeadKind).NamesOutputs
            ? checkpoint.LabelNames.SequenceEqual(model.Labels)
            : checkpoint.Tensors[model.Head.Classifier.Weight.Name].Shape[0] == model.Head.Classifier.Weight.Rows);

    private static void CopyQueryKeyValue(Checkpoint checkpoint, Linear queryKeyValue)
    {
        var prefix = queryKeyValue.Name[..^"query_key_value".Length];
        var start = 0;
        foreach (var part in new[] { "query", "key", "value" })
        {
            var weight = checkpoint.Tensors[$"{prefix}{part}.weight"].Values;
            var bias = checkpoint.Tensors[$"{prefix}{part}.bias"].Values;
            weight.CopyTo(queryKeyValue.Weight.ValueSpan[(start * queryKeyValue.Weight.Columns)..]);
            bias.CopyTo(queryKeyValue.Bias.ValueSpan[start..]);
            start += bias.Length;
        }
    }
}
