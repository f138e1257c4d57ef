using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>What pruning keeps or removes as a whole. Equal by value.</summary>
public abstract record PruningUnit : IOptionParts
{
    private protected PruningUnit()
    {
    }

    /// <summary>Single weights of the layers' matrices: the finest, which saves bytes alone.</summary>
    public static PruningUnit Weights { get; } = new BlockUnit(BlockShape.Unstructured);

    /// <summary>Whole rows of the layers' matrices: outputs.</summary>
    public static PruningUnit Rows { get; } = new RowUnit();

    /// <summary>Whole columns of the layers' matrices: inputs.</summary>
    public static PruningUnit Columns { get; } = new ColumnUnit();

    /// <summary>Neurons of the feed-forward networks: a row of the first matrix and a column of the second. They are cut out.</summary>
    public static PruningUnit Neurons { get; } = new NeuronUnit();

    /// <summary>Attention heads: rows of queries, keys and values and columns of the output. They are cut out.</summary>
    public static PruningUnit Heads { get; } = new HeadUnit();

    /// <summary>Whole halves of layers, attention and feed-forward, which compete throughout the model whatever the ranking. They are cut out; what bias and norm of one do stays.</summary>
    public static PruningUnit SubLayers { get; } = new SubLayerUnit();

    /// <summary>
    /// Attention heads and feed-forward neurons together, and with them whole halves of layers (CoFi, Xia et al. 2022): one share of their weights, for which
    /// all compete throughout the model whatever the ranking. They are cut out, and of a layer attention or feed-forward may go altogether.
    /// </summary>
    /// <remarks>
    /// <see cref="PruningMeasure.Gates"/> give each half a gate of its own besides those of its units; by other measures a half goes with its last unit. CoFi's
    /// gates of hidden features are left out, bias and norm of a half that went stay, and at the end as few units go as come to the share, at most the last of them too much.
    /// </remarks>
    public static PruningUnit Structures { get; } = new StructureUnit();

    /// <summary>Whole layers: what a removed one gets, the next one gets. They are cut out.</summary>
    public static PruningUnit Layers { get; } = new LayerUnit();

    /// <summary>Hidden features, the same in every module, so that the model becomes narrower. They are cut out.</summary>
    public static PruningUnit HiddenFeatures { get; } = new HiddenUnit();

    /// <summary>Rectangles of the layers' matrices, which scoring skips.</summary>
    /// <param name="shape">Multiples of 4 outputs x 4 inputs, or 1 x 1.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public static PruningUnit Blocks(BlockShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new BlockUnit(shape);
    }

    /// <summary>The unit in words, in the plural.</summary>
    public abstract override string ToString();

    /// <summary>All units of a model, place by place.</summary>
    internal abstract IReadOnlyList<UnitGroup> GroupsOf(TextModel model);

    /// <summary>Refuses a share of units that a model can't lose.</summary>
    /// <exception cref="ArgumentException">It can't.</exception>
    internal virtual void Check(BertShape shape, double sparsity)
    {
    }

    /// <summary>Whether what was removed is cut out of the model at the end.</summary>
    internal virtual bool IsCutOut => false;

    /// <summary>Whether other units are among these, so that a run can't have targets for both.</summary>
    internal virtual bool Includes(PruningUnit other) => Equals(other);

    /// <summary>Who competes, for what.</summary>
    /// <param name="ranking">Who, where several ways are possible.</param>
    internal virtual Competition CompetitionIn(PruningRanking ranking) => new(ranking);
}
