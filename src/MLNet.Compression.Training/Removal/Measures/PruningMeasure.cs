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

    /// <summary>
    /// First-order importance: |Σ ∂L/∂w · w| of a unit, summed over the batches of a sample (Michel et al. 2019; TextPruner, Yang et al. 2022): of a head
    /// over its columns of the attention output; of a neuron over its row and bias and over its column, each by itself. What is removed stays removed.
    /// </summary>
    /// <remarks>Measured anew, on another sample, whenever units are chosen: choose a ramp of few times, or a larger interval, if that takes too long.</remarks>
    /// <param name="rows">The most rows of each sample.</param>
    /// <param name="selfSupervised">
    /// Whether the loss is KL from the predictions of the model as it was, which needs no labels; before anything is removed, that of the predicted
    /// class. Otherwise the loss is that of the labels, and of the predicted class where a row has none.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is not positive.</exception>
    public static PruningMeasure Importance(int rows = 512, bool selfSupervised = false) => new ImportanceMeasure(rows, selfSupervised, FromSteps: false);

    /// <summary>As <see cref="Importance"/>, but of the losses that the pruned model learns from, summed over the steps since units were last chosen: it costs no passes of its own.</summary>
    /// <remarks>Where there was no step yet, a sample is looked at. Without a teacher these losses hardly slope at first, as the model follows itself.</remarks>
    /// <param name="rows">The most rows of that sample.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is not positive.</exception>
    public static PruningMeasure RunningImportance(int rows = 512) => new ImportanceMeasure(rows, SelfSupervised: false, FromSteps: true);

    /// <summary>The measure in words.</summary>
    public abstract override string ToString();

    /// <summary>The measure at work.</summary>
    internal abstract UnitMeasure Create(MeasureSetting setting);
}
