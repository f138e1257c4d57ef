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

    /// <summary>The largest |w| of its weights (Narang et al. 2017 for blocks).</summary>
    public static PruningMeasure LargestWeight { get; } = new LargestMeasure();

    /// <summary>Movement (Sanh et al. 2020; Lagunas et al. 2021 for blocks): scores that are learnt with the weights and fall where the loss drives weights towards zero.</summary>
    /// <param name="rateFactor">How much faster than weights the scores learn, positive. The paper has 1e-2 beside 3e-5.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rateFactor"/> is not positive.</exception>
    public static PruningMeasure Movement(double rateFactor = 100) => new MovementMeasure(rateFactor);

    /// <summary>Movement with a hard threshold (Sanh et al. 2020): during the ramp units stay whose score is above it.</summary>
    /// <remarks>The share of the ramp is then the most that goes; at its end exactly that share goes, where the paper takes what comes out.</remarks>
    /// <param name="threshold">τ: kept is what has a score S ≥ τ. Scores begin at 0.</param>
    /// <param name="rateFactor">How much faster than weights the scores learn, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static PruningMeasure HardMovement(double threshold = 0, double rateFactor = 100) => new MovementMeasure(rateFactor, threshold);

    /// <summary>Movement with a soft threshold (Sanh et al. 2020): during the ramp units stay with σ(S) above it, and λ σ(S) drives the scores S of all down.</summary>
    /// <inheritdoc cref="HardMovement" path="/remarks"/>
    /// <param name="threshold">τ, between 0 and 1: kept is what has σ(S) ≥ τ. Scores begin at 0, where σ is 0.5.</param>
    /// <param name="penalty">λ, the weight of the mean of σ(S) in the loss.</param>
    /// <param name="rateFactor">How much faster than weights the scores learn, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static PruningMeasure SoftMovement(double threshold = 0.1, double penalty = 1, double rateFactor = 100) =>
        new MovementMeasure(rateFactor, MovementMeasure.OfSigmoid(threshold), penalty);

    /// <summary>
    /// What the unit adds to the outputs of its matrix, Σ over the tokens of a sample of ‖W x‖² with the inputs x that it receives: of a single weight
    /// (|w| ‖x‖₂)², Wanda's score squared (Sun et al. 2024); of a neuron and a head what comes out through their columns of the output.
    /// </summary>
    /// <remarks>Measured anew, on another sample, whenever units are chosen. Heads and neurons that were removed stay removed, parts of one matrix may come back.</remarks>
    /// <param name="rows">The most rows of each sample.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is not positive.</exception>
    public static PruningMeasure OutputNorm(int rows = 128) => new OutputNormMeasure(rows);

    /// <summary>
    /// Second order (oBERT, Kurtic et al. 2022): by how much the loss rises without the unit if what remains makes up for it, by the empirical Fisher
    /// information in blocks; then those weights change so that it rises least. What is removed stays removed.
    /// </summary>
    /// <remarks>
    /// Measured anew whenever more units are to go; as that takes as many passes as there are gradients, choose a ramp of few times. Units that are larger
    /// than half a block, and heads and neurons always, have a block each, which leaves none to make up for them but costs no memory: of heads and neurons the
    /// columns of the output. The memory is about 2 · <paramref name="fisherBlock"/> bytes a weight, 1.1 GB for the 10.6 million of six layers of width 384.
    /// </remarks>
    /// <param name="gradients">m, the most gradients, each of up to 16 rows.</param>
    /// <param name="fisherBlock">B, the most weights of a block, side by side in a matrix.</param>
    /// <param name="damping">λ, what is added to the diagonal of the Fisher information; the paper has 1e-8 to 1e-4.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static PruningMeasure SecondOrder(int gradients = 256, int fisherBlock = 50, double damping = 1e-7) => new SecondOrderMeasure(gradients, fisherBlock, damping);

    /// <summary>
    /// Second order by Kronecker factors (K-FAC, Martens and Grosse 2015; the LLM Surgeon, van der Ouderaa et al. 2024): the loss that rises without the
    /// unit if all other weights of the same outputs make up for it, and the bias; then these change so that it rises least. What is removed stays removed.
    /// </summary>
    /// <remarks>
    /// The Fisher information of a matrix is taken as A ⊗ diag(h): A the mean of x xᵀ of its inputs x, with 1 for the bias, h the squared slopes of its
    /// outputs, from the squared gradients of their weights. The LLM Surgeon has all of the outputs' factor; with its diagonal alone each output is refitted
    /// by itself, as in optimal brain compression (Frantar et al. 2022), but outputs that matter less lose more. Of heads and neurons it is the columns of the
    /// output that count. Measured anew whenever more units are to go, in a time that grows with the cube of <paramref name="inputs"/> for every row of
    /// blocks: choose a ramp of few times, and for single weights few inputs.
    /// </remarks>
    /// <param name="rows">The most rows of each sample, labels' losses as for <see cref="Importance"/>.</param>
    /// <param name="inputs">The most inputs, side by side, that make up for each other.</param>
    /// <param name="damping">What is added to the diagonal of A, as a share of its mean.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static PruningMeasure Kronecker(int rows = 1024, int inputs = 384, double damping = 0.01) => new KroneckerMeasure(rows, inputs, damping);

    /// <summary>
    /// L0 gates (Louizos et al. 2018; CoFi, Xia et al. 2022): random factors of what units give, learnt with the weights, which Lagrange multipliers drive
    /// to the share that is to be shut. At the ramp's end those that are most likely shut go, and the others' factors become part of the weights.
    /// </summary>
    /// <remarks>
    /// The units of a target have one size: those of <see cref="PruningUnit.Structures"/> are CoFi's, but for its gates of hidden features, with a gate for each half
    /// of a layer besides. CoFi's target rises in a line (<see cref="PruningRamp.Linear"/>), and its loss of hidden states picks the closest layer in every step, where
    /// <see cref="HiddenStateLoss"/> keeps to its map. Exactly the share goes, where CoFi takes what comes out; a unit that stays though its typical gate is 0 begins
    /// again from zero.
    /// </remarks>
    /// <param name="rateFactor">How much faster than weights gates and multipliers learn, positive. CoFi has 1e-2 beside 2e-5.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rateFactor"/> is not positive.</exception>
    public static PruningMeasure Gates(double rateFactor = 100) => new GateMeasure(rateFactor);

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
