using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Architectures;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Trainable models for a task that another model was not made for.</summary>
internal static partial class TextModelFactory
{
    /// <summary>The encoder of a model, in memory of its own; its head too where it is of the same kind and for the same classes in any order, else a new one.</summary>
    /// <remarks><see cref="TextModel.NewTensors"/> says what is new, and what was new in the other model.</remarks>
    /// <param name="source">The other model; not changed.</param>
    /// <param name="labels">The class names; at least two, or none where the outputs are no classes.</param>
    /// <param name="maxTokens">The longest sequence; longer texts are cut.</param>
    /// <param name="seed">The seed of the new weights.</param>
    /// <param name="head">What the model computes.</param>
    /// <exception cref="ArgumentException">The parts do not fit together.</exception>
    public static TextModel Create(TextModel source, IReadOnlyList<string> labels, int maxTokens, int seed, HeadKind head)
    {
        var ordered = ClassOrder.Find(source.Labels, labels) is { } order ? ClassOrder.Apply(source, order) : source;
        var isBare = source.Shape.Pooler == PoolerKind.None || (source.Shape.ReadsMeanOfStates && HeadDefinition.Of(source.HeadKind).IsEmbedding);
        var shape = isBare ? source.Shape with { Pooler = UsualPooler(source.Shape) } : source.Shape;
        var model = CreateRandom(shape, source.Tokenizer, labels, Math.Min(maxTokens, shape.MaxPositions), seed, head);
        InitializeHead(model.Head, (ulong)(uint)seed);
        model.NewTensors = [.. CopyShared(ordered, model), .. source.NewTensors.Intersect(model.Parameters.Select(parameter => parameter.Name))];
        model.IsUntrained = source.IsUntrained;
        return model;
    }

    /// <summary>A model as it is, or where it reads something else of a text, its encoder with a new head.</summary>
    /// <param name="source">The model; not changed.</param>
    /// <param name="mean">Whether the head reads the mean over the last states; else the first token's state, through a pooler.</param>
    /// <param name="seed">The seed of the new weights.</param>
    public static TextModel Pooled(TextModel source, bool mean, int seed)
    {
        var shape = source.Shape;
        if (shape.IsStatic || mean == (shape.Pooler == PoolerKind.Mean))
        {
            return source;
        }

        var model = CreateRandom(shape with { Pooler = mean ? PoolerKind.Mean : UsualPooler(shape) }, source.Tokenizer, source.Labels, source.MaxTokens, seed, source.HeadKind);
        InitializeHead(model.Head, (ulong)(uint)seed);
        model.NewTensors = [.. Copy(source.Parameters.Except(source.Head.Parameters), model).Concat(source.NewTensors).Distinct().Intersect(model.Parameters.Select(parameter => parameter.Name))];
        model.IsUntrained = source.IsUntrained;
        return model;
    }

    /// <returns>The names of the tensors that stay as they were made.</returns>
    private static List<string> CopyShared(TextModel source, TextModel model)
    {
        var isSameHead = source.HeadKind == model.HeadKind && source.Labels.SequenceEqual(model.Labels);
        var unlikeHead = isSameHead ? [] : source.Head.Parameters.Except(source.Head.Pooler?.Parameters ?? []).ToHashSet();
        return Copy(source.Parameters.Where(parameter => !unlikeHead.Contains(parameter)), model);
    }

    /// <returns>The names of the tensors that are not among the sources, and stay as they were made.</returns>
    private static List<string> Copy(IEnumerable<Parameter> sources, TextModel model)
    {
        var shared = sources.ToDictionary(parameter => parameter.Name);
        var newTensors = new List<string>();
        foreach (var parameter in model.Parameters)
        {
            if (shared.TryGetValue(parameter.Name, out var found))
            {
                found.ValueSpan.CopyTo(parameter.ValueSpan);
            }
            else
            {
                newTensors.Add(parameter.Name);
            }
        }

        return newTensors;
    }

    /// <summary>The pooler of the first architecture that has such an encoder; BERT's where there is none.</summary>
    private static PoolerKind UsualPooler(BertShape shape) => KnownArchitectures.Like(shape with { Pooler = PoolerKind.None })?.Pooler ?? PoolerKind.Tanh;
}
