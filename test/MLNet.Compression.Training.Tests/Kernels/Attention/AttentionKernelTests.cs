using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Tests.Kernels;
using MLNet.Compression.Training.Kernels.Attention;

namespace MLNet.Compression.Training.Tests.Kernels.Attention;

internal sealed class AttentionKernelTests
{
    private static readonly (int Tokens, int HeadSize)[] _shapes = [(1, 1), (2, 5), (7, 26), (13, 32), (33, 64), (40, 26), (200, 32), (300, 12)];

    private static IEnumerable<TestCaseData> Cases() =>
        from set in InstructionSets.Supported
        from dropout in new[] { 0f, 0.2f }
        select new TestCaseData(set, dropout);

    private static IEnumerable<TestCaseData> ReachCases() =>
        from set in InstructionSets.Supported
        from reach in new[] { AttentionReach.Preceding, AttentionReach.Following }
        select new TestCaseData(set, reach);

    [TestCaseSource(nameof(Cases))]
    public void Forward_EveryShape_IsCloseToTheFormula(InstructionSet set, float dropout)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (tokens, headSize) in _shapes)
        {
            using var run = new AttentionRun(tokens, headSize, dropout);
            run.Forward(keepAll: true);
            run.AssertForward();
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Forward_ProbabilitiesNotWanted_GivesTheSameContext(InstructionSet set, float dropout)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (tokens, headSize) in _shapes)
        {
            using var all = new AttentionRun(tokens, headSize, dropout);
            using var contextOnly = new AttentionRun(tokens, headSize, dropout);
            all.Forward(keepAll: true);
            contextOnly.Forward(keepAll: false);
            Assert.That(contextOnly.Context.ToBits().AsSpan().SequenceEqual(all.Context.ToBits()), Is.True, $"{tokens} x {headSize}");
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Backward_SmallHeads_IsCloseToFiniteDifferences(InstructionSet set, float dropout)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (tokens, headSize) in new[] { (1, 1), (2, 5), (7, 3), (13, 4) })
        {
            using var run = new AttentionRun(tokens, headSize, dropout);
            run.Forward(keepAll: true);
            run.Backward();
            run.AssertGradientsByFiniteDifferences();
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Backward_EveryShape_IsCloseToTheFormula(InstructionSet set, float dropout)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (tokens, headSize) in _shapes)
        {
            using var run = new AttentionRun(tokens, headSize, dropout);
            run.Forward(keepAll: true);
            run.Backward();
            run.AssertGradients();
        }
    }

    [TestCaseSource(nameof(ReachCases))]
    public void ForwardAndBackward_BoundedReach_AreCloseToTheFormula(InstructionSet set, AttentionReach reach)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (tokens, headSize) in _shapes)
        {
            using var run = new AttentionRun(tokens, headSize, 0.2f, reach);
            run.Forward(keepAll: true);
            run.AssertForward();
            run.Backward();
            run.AssertGradients();
        }
    }

    [TestCaseSource(nameof(ReachCases))]
    public void Backward_BoundedReachOfSmallHeads_IsCloseToFiniteDifferences(InstructionSet set, AttentionReach reach)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (tokens, headSize) in new[] { (1, 1), (2, 5), (7, 3), (13, 4) })
        {
            using var run = new AttentionRun(tokens, headSize, 0.2f, reach);
            run.Forward(keepAll: true);
            run.Backward();
            run.AssertGradientsByFiniteDifferences();
        }
    }

    [TestCaseSource(nameof(ReachCases))]
    public void Forward_BoundedReachProbabilitiesNotWanted_GivesTheSameContext(InstructionSet set, AttentionReach reach)
    {
        using var forced = InstructionSets.Force(set);
        foreach (var (tokens, headSize) in _shapes)
        {
            using var all = new AttentionRun(tokens, headSize, 0.2f, reach);
            using var contextOnly = new AttentionRun(tokens, headSize, 0.2f, reach);
            all.Forward(keepAll: true);
            contextOnly.Forward(keepAll: false);
            Assert.That(contextOnly.Context.ToBits().AsSpan().SequenceEqual(all.Context.ToBits()), Is.True, $"{tokens} x {headSize}");
        }
    }

    [Test]
    public void Backward_Twice_Accumulates()
    {
        using var once = new AttentionRun(200, 26, 0.1f);
        using var twice = new AttentionRun(200, 26, 0.1f);
        once.Forward(keepAll: true);
        twice.Forward(keepAll: true);
        once.Backward();
        twice.Backward();
        twice.Backward(accumulate: true);
        Close.AssertAll(twice.Gradient.ToArray(), Array.ConvertAll(Reference.ToDouble(once.Gradient), value => 2 * value), 1e-5, "gradient");
    }

    [Test]
    public void Forward_NoTokens_DoesNothing()
    {
        using var run = new AttentionRun(0, 4, 0f);
        run.Forward(keepAll: true);
        run.Backward();
        run.Context.AssertCanaries();
    }

    [Test]
    public void Forward_ScratchTooSmall_IsRefused()
    {
        using var packed = TestMatrix.Random(5, 12, seed: 1);
        using var context = new TestMatrix(5, 4);
        var head = AttentionHead.FromPacked(packed.View, 0, 1);
        var target = context.View;
        var needed = AttentionKernel.ScratchLength(5, 4);
        Assert.That(
            () => AttentionKernel.Forward(head, default, default, target, AttentionDropout.None, new float[needed - 1]),
            Throws.ArgumentException.With.Message.Contains($"at least {needed} floats, got {needed - 1}"));
    }

    [Test]
    public void FromPacked_ColumnsThatAreNotHeads_AreRefused()
    {
        using var packed = new TestMatrix(2, 20);
        var view = packed.View;
        Assert.That(() => AttentionHead.FromPacked(view, 0, 2), Throws.ArgumentException.With.Message.Contains("20 columns"));
        Assert.That(() => AttentionHead.FromPacked(view.ColumnRange(0, 18), 2, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
