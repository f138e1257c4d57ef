namespace MLNet.Compression.Training.Removal.Units;

/// <summary>Units of one kind in one place, such as the heads of a layer: each is kept or removed as a whole.</summary>
/// <param name="name">A name for messages and states.</param>
/// <param name="layer">The layer that they are in, from 0; of those that layers share the first.</param>
/// <param name="parts">The weights that they own.</param>
internal abstract class UnitGroup(string name, int layer, IReadOnlyList<UnitPart> parts)
{
    private readonly double[] _sizes = SizesOf(parts);

    /// <summary>A name for messages and states.</summary>
    public string Name => name;

    /// <summary>The layer that they are in.</summary>
    public int Layer => layer;

    /// <summary>Whether the group is a half of a layer that may go as a whole, besides its units one by one.</summary>
    public bool IsHalf { get; init; }

    /// <summary>Number of units.</summary>
    public int Count => _sizes.Length;

    /// <summary>The weights that they own.</summary>
    public IReadOnlyList<UnitPart> Parts => parts;

    /// <summary>Those through which they act on the rest of the model: without these they do nothing. The last part, unless a kind says otherwise.</summary>
    public virtual IReadOnlyList<UnitPart> ActingParts => [parts[^1]];

    /// <summary>Weights that each unit owns.</summary>
    public IReadOnlyList<double> Sizes => _sizes;

    /// <summary>Whether each unit is kept.</summary>
    public abstract bool[] Kept { get; }

    /// <summary>The share of the units that are removed.</summary>
    public double Sparsity => Kept.Count(kept => !kept) / (double)Count;

    /// <summary>Lets the forward pass leave units out; all are kept at first.</summary>
    public abstract void Attach();

    /// <summary>Chooses anew which units are kept.</summary>
    /// <param name="kept">One value a unit.</param>
    public abstract void Renew(ReadOnlySpan<bool> kept);

    /// <summary>Makes the gradients of removed weights zero, so that they neither learn nor count in the gradient's norm.</summary>
    public abstract void MaskGradients();

    /// <summary>Makes removed weights zero.</summary>
    public abstract void MaskWeights();

    /// <summary>Takes the masks away and leaves the weights as they are.</summary>
    public abstract void Detach();

    private static double[] SizesOf(IReadOnlyList<UnitPart> parts)
    {
        var sizes = new double[parts.Max(part => part.UnitOf.Max()) + 1];
        foreach (var part in parts)
        {
            part.Sum(sizes, (_, columns) => columns.End.Value - columns.Start.Value);
        }

        return sizes;
    }
}
