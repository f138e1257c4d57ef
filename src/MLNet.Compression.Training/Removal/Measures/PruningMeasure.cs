using MLNet.Compression.Training.Removal.Measures;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>What a unit's worth is measured by. Equal by value.</summary>
public abstract record PruningMeasure : IOptionParts
{
    private protected PruningMeasure()
    {
    }

    /// <summary>The root mean square of its weights (Zhu and Gupta 2017; Narang et al. 2017 for blocks).</summary>
    public static PruningMeasure Magnitude { get; } = new MagnitudeMeasure();

    /// <summary>Chance: the control that every other measure has to beat.</summary>
    public static PruningMeasure Random { get; } = new RandomMeasure();

    /// <summary>Movement (Sanh et al. 2020; Lagunas et al. 2021 for blocks): scores that are learnt with the weights and fall where the loss drives weights towards zero.</summary>
    /// <param name="rateFactor">How much faster than weights the scores learn, positive. The paper has 1e-2 beside 3e-5.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rateFactor"/> is not positive.</exception>
    public static PruningMeasure Movement(double rateFactor = 100) => new MovementMeasure(rateFactor);

    /// <summary>The measure in words.</summary>
    public abstract override string ToString();

    /// <summary>The measure at work.</summary>
    internal abstract UnitMeasure Create(MeasureSetting setting);
}
