using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>L0 regularisation (Louizos et al. 2018) of blocks: W ∘ z with a random gate z a block, whose distribution is learnt; outside training the typical gate.</summary>
/// <remarks>Who owns them makes open gates cost something, by <see cref="HardConcrete.Open"/>.</remarks>
internal sealed class HardConcreteGates : Parametrization
{
    private readonly BlockGrid _grid;

    /// <param name="name">The name of the weight.</param>
    /// <param name="grid">Its blocks.</param>
    /// <param name="logAlpha">log α of every gate before training; 2 opens nearly all.</param>
    /// <param name="learningRateFactor">How much faster than weights the gates learn.</param>
    /// <param name="distribution">The constants.</param>
    public HardConcreteGates(string name, BlockGrid grid, float logAlpha = 2, double learningRateFactor = 100, HardConcrete? distribution = null)
    {
        _grid = grid;
        Distribution = distribution ?? new HardConcrete();
        LogAlpha = new Parameter(name + ".log_alpha", grid.BlockRows, grid.BlockColumns) { Decays = false, LearningRateFactor = learningRateFactor };
        LogAlpha.ValueSpan.Fill(logAlpha);
    }

    /// <summary>The constants of the gates' distribution.</summary>
    public HardConcrete Distribution { get; }

    /// <summary>log α of each gate [block rows x block columns].</summary>
    public Parameter LogAlpha { get; }

    /// <summary>Whether the typical gates are in the weight already, and nothing is applied to it any more.</summary>
    public bool IsFolded { get; private set; }

    /// <inheritdoc/>
    public override bool RemovesWeights => true;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [LogAlpha];

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight)
    {
        if (IsFolded)
        {
            return weight;
        }

        if (!tape.IsTraining)
        {
            return Apply(tape, weight, block => (Distribution.Typical(LogAlpha.ValueSpan[block]), 0));
        }

        var random = new SeededRandom(LogAlpha.Name.Aggregate(tape.Seed, (seed, letter) => SeededRandom.Combine(seed, letter)), stream: 0);
        return Apply(tape, weight, [.. Enumerable.Range(0, _grid.Count).Select(_ => Uniform(random))]);
    }

    /// <summary>As in training, with given random numbers in (0, 1), one a gate.</summary>
    public Tensor Apply(Tape tape, Tensor weight, IReadOnlyList<double> uniform) =>
        Apply(tape, weight, block => Distribution.Sample(LogAlpha.ValueSpan[block], uniform[block]));

    /// <summary>Multiplies the raw weight by the typical gates, for good.</summary>
    public void Fold(Parameter weight)
    {
        for (var row = 0; row < _grid.Rows; row++)
        {
            var values = weight.Value.RowSpan(row);
            for (var column = 0; column < values.Length; column++)
            {
                var block = (row / _grid.Shape.Outputs * _grid.BlockColumns) + (column / _grid.Shape.Inputs);
                values[column] *= (float)Distribution.Typical(LogAlpha.ValueSpan[block]);
            }
        }

        IsFolded = true;
    }

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => writer.Write("folded", IsFolded);

    /// <inheritdoc/>
    public override void Load(StateReader reader) => IsFolded = reader.ReadFlag("folded");

    private Tensor Apply(Tape tape, Tensor weight, Func<int, (double Gate, double Slope)> gateOf)
    {
        var (factors, slopes) = (new float[_grid.Count], new float[_grid.Count]);
        for (var block = 0; block < factors.Length; block++)
        {
            var (gate, slope) = gateOf(block);
            (factors[block], slopes[block]) = ((float)gate, (float)slope);
        }

        return BlockFactorOperation.Apply(tape, weight, _grid, LogAlpha, factors, slopes);
    }

    /// <summary>Uniform in (0, 1), never 0.</summary>
    private static double Uniform(SeededRandom random) => Math.Max(random.NextDouble(), double.Epsilon);
}
