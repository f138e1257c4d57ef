using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Movement pruning (Sanh et al. 2020), by blocks (Lagunas et al. 2021): W ∘ mask, where the blocks of the highest learnt scores are kept.</summary>
/// <remarks>The score's gradient passes straight through the mask: Σ over the block of the output's gradient times W. The weight's does not.</remarks>
internal sealed class MovementMask : Parametrization
{
    private readonly BlockGrid _grid;
    private readonly float[] _kept;
    private readonly float[] _slopes;

    /// <param name="name">The name of the weight.</param>
    /// <param name="grid">Its blocks.</param>
    /// <param name="learningRateFactor">How much faster than weights the scores learn.</param>
    public MovementMask(string name, BlockGrid grid, double learningRateFactor = 100)
    {
        _grid = grid;
        _kept = Ones(grid.Count);
        _slopes = Ones(grid.Count);
        Scores = new Parameter(name + ".scores", grid.BlockRows, grid.BlockColumns) { Decays = false, LearningRateFactor = learningRateFactor };
    }

    /// <summary>The scores [block rows x block columns], 0 at first.</summary>
    public Parameter Scores { get; }

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => [Scores];

    /// <summary>Whether each block is kept, block row by block row.</summary>
    public bool[] Kept => Array.ConvertAll(_kept, kept => kept != 0);

    /// <summary>Chooses anew which blocks are kept: a share of them, those of the highest scores; of equal ones the first.</summary>
    public void Renew(double keptShare)
    {
        var scores = Scores.ValueSpan.ToArray();
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : a.CompareTo(b));
        _kept.AsSpan().Clear();
        foreach (var block in order.AsSpan(0, (int)Math.Round(keptShare * order.Length)))
        {
            _kept[block] = 1;
        }
    }

    /// <inheritdoc/>
    public override Tensor Apply(Tape tape, Tensor weight) => BlockFactorOperation.Apply(tape, weight, _grid, Scores, [.. _kept], _slopes);

    /// <inheritdoc/>
    public override void Save(StateWriter writer) => writer.Write("kept", _kept);

    /// <inheritdoc/>
    public override void Load(StateReader reader) => reader.Read("kept", _kept.AsSpan());

    private static float[] Ones(int count)
    {
        var ones = new float[count];
        ones.AsSpan().Fill(1);
        return ones;
    }
}
