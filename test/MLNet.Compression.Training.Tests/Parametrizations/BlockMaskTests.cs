using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Parametrizations;

public class BlockMaskTests
{
    // Blocks of 2 x 2: the grid is 2 x 2, the last column one wide.
    private static readonly BlockGrid _grid = new(4, 3, new BlockShape(2, 2));
    private static readonly float[] _values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    private static readonly float[] _masked = [0, 0, 3, 0, 0, 6, 7, 8, 0, 10, 11, 0];

    [Test]
    public void Apply_RemovedBlocks_AreZeroForwardAndKeepTheirGradient()
    {
        var (tape, weight) = (Passes.Training(), Passes.Parameter(4, 3, _values));
        var effective = Mask().Apply(tape, weight);
        effective.OpenGradient(tape.Buffers);
        _values.CopyTo(effective.GradientSpan);

        tape.Backward();

        Assert.That(effective.ValueSpan.ToArray(), Is.EqualTo(_masked));
        Assert.That(weight.ValueSpan.ToArray(), Is.EqualTo(_values));
        Assert.That(weight.GradientSpan.ToArray(), Is.EqualTo(_values));
    }

    [Test]
    public void Bake_RemovedBlocks_BecomeZero()
    {
        var weight = Passes.Parameter(4, 3, _values);

        Mask().Bake(weight);

        Assert.That(weight.ValueSpan.ToArray(), Is.EqualTo(_masked));
    }

    [Test]
    public void Sparsity_Edge_CountsWeights() => Assert.That(Mask().Sparsity, Is.EqualTo(6 / 12.0).Within(1e-6));

    [Test]
    public void Constructor_New_KeepsEverything()
    {
        var mask = new BlockMask(_grid);

        Assert.That(mask.Sparsity, Is.Zero);
        Assert.That(mask.Kept.ToArray(), Is.All.True);
    }

    [Test]
    public void OfZeros_SomeZeros_KeepsThemAtZero()
    {
        var weight = Passes.Parameter(4, 3, _masked);
        var mask = BlockMask.OfZeros(weight)!;
        weight.ValueSpan.Fill(1);

        mask.Bake(weight);

        Assert.That(weight.ValueSpan.ToArray(), Is.EqualTo(_masked.Select(value => value == 0 ? 0f : 1f)));
    }

    [Test]
    public void OfZeros_NoZeros_IsNull() => Assert.That(BlockMask.OfZeros(Passes.Parameter(4, 3, _values)), Is.Null);

    private static BlockMask Mask()
    {
        var mask = new BlockMask(_grid);
        mask.Renew([false, true, true, false]);
        return mask;
    }
}
