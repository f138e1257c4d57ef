using MLNet.Compression.Training.Layers;

namespace MLNet.Compression;

/// <summary>A loss that compares layers of the student with layers of a teacher.</summary>
public abstract record LayerLoss : StateLoss
{
    private protected LayerLoss(LayerMap? map) => Map = map ?? LayerMap.Uniform;

    /// <summary>Which layers are compared.</summary>
    public LayerMap Map { get; init; }

    private protected sealed override void CheckShapes(BertShape student, BertShape teacher)
    {
        foreach (var pair in Map.Resolve(student.Layers.Length, teacher.Layers.Length))
        {
            CheckPair(student, teacher, pair);
        }
    }

    /// <summary>Refuses layers that can't be compared.</summary>
    private protected virtual void CheckPair(BertShape student, BertShape teacher, LayerPair pair)
    {
    }

    /// <summary>A name with map and weight.</summary>
    private protected string DescribeLayers(string name) => Describe($"{name}{(Map == LayerMap.Uniform ? "" : $" ({Map})")}");

    /// <exception cref="ArgumentException">A layer has no heads.</exception>
    private protected void RequireHeads(BertShape student, BertShape teacher, LayerPair pair)
    {
        var without = student.Layers[pair.Student].Heads == 0 ? $"student layer {pair.Student}"
            : teacher.Layers[pair.Teacher].Heads == 0 ? $"teacher layer {pair.Teacher}" : null;
        if (without is not null)
        {
            throw new ArgumentException($"The loss '{this}' compares what heads do, but {without} has none: choose a Map without that layer, or leave the loss out.");
        }
    }

    /// <exception cref="ArgumentException">The layers have different numbers of heads, or none.</exception>
    private protected void RequireEqualHeads(BertShape student, BertShape teacher, LayerPair pair)
    {
        RequireHeads(student, teacher, pair);
        var (own, others) = (student.Layers[pair.Student].Heads, teacher.Layers[pair.Teacher].Heads);
        if (own != others)
        {
            throw new ArgumentException(
                $"The loss '{this}' compares head by head, but student layer {pair.Student} has {own} heads and teacher layer {pair.Teacher} has {others}. Choose a student with {others} heads, leave the loss out, or compare relations of any number of heads (RelationLoss).");
        }
    }

    /// <exception cref="ArgumentException">The hidden sizes differ.</exception>
    private protected void RequireEqualWidth(BertShape student, BertShape teacher)
    {
        if (student.HiddenSize != teacher.HiddenSize)
        {
            throw new ArgumentException(
                $"The loss '{this}' compares hidden states feature by feature, but the student has {student.HiddenSize} features and the teacher {teacher.HiddenSize}. Choose a student as wide as its teacher, or leave the loss out; HiddenStateLoss projects one onto the other.");
        }
    }
}
