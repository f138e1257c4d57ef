using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>The damped empirical Fisher information F = λI + 1/m Σ g gᵀ of the weights through which units act.</summary>
internal abstract class GroupFisher : IDisposable
{
    /// <summary>In blocks of several units where these are smaller than a block and nothing but weights of one matrix; else a block a unit.</summary>
    public static GroupFisher Of(UnitGroup group, SecondOrderMeasure options, WorkerPool workers) =>
        UnitsOfABlock(group, options) is > 1 and var units ? new BlockFisher(group, units, options.Damping, workers) : new UnitFisher(group, options.Damping);

    /// <summary>The memory that it takes.</summary>
    public static long BytesOf(UnitGroup group, SecondOrderMeasure options)
    {
        var size = Math.Max(1, UnitsOfABlock(group, options)) * UnitSize(group);
        return UnitsOfABlock(group, options) > 1 ? group.Parts[0].Weight.Count * (size + 1) / 2 * sizeof(float) : group.Count * sizeof(double);
    }

    /// <summary>Takes in the gradient that the weights hold: zero for those of removed units.</summary>
    public abstract void AddGradient();

    /// <summary>ρ of each unit.</summary>
    public abstract double[] Scores();

    /// <summary>Changes the weights that remain so that the loss rises least without those that were just removed.</summary>
    /// <param name="before">Which units were kept before.</param>
    public abstract void Refit(bool[] before);

    /// <summary>Gives its memory back.</summary>
    public abstract void Dispose();

    private static int UnitsOfABlock(UnitGroup group, SecondOrderMeasure options) =>
        group.Parts is [var part] && part.Grid.Count == group.Count ? Math.Min(part.Grid.BlockColumns, options.FisherBlock / UnitSize(group)) : 1;

    private static int UnitSize(UnitGroup group) => checked(group.Parts[0].Grid.Shape.Outputs * group.Parts[0].Grid.Shape.Inputs);
}
