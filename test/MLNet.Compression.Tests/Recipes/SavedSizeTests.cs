using MLNet.Compression.Recipes;
using MLNet.Compression.Stages;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Recipes;

/// <summary>What becomes of a model that came out larger than it may be.</summary>
public class SavedSizeTests
{
    [Test]
    public void Keep_ModelThatFits_StaysAsItIs()
    {
        var (state, student) = Quantised();

        Assert.That(new SavedSize(SizeOf(state), student).Keep(state, Fitted.Train, default), Is.SameAs(state));
    }

    [Test]
    public void Keep_ReportTooMuch_IsShortened()
    {
        var (state, student) = Quantised();

        var kept = new SavedSize(SizeOf(state) - 1, student).Keep(state, Fitted.Train, default);

        Assert.That(SizeOf(kept), Is.LessThan(SizeOf(state)));
        Assert.That(kept.Encoded, Is.SameAs(state.Encoded));
        Assert.That(kept.Stages.Select(stage => stage.Curve), Has.All.Null);
    }

    [Test]
    public void Keep_WeightsTooMany_LoseTheRarestPieces()
    {
        var (state, student) = Quantised();
        var limit = SizeOf(state with { Stages = [] }) - 1_000;

        var kept = new SavedSize(limit, student).Keep(state, Fitted.Train, default);

        Assert.That(SizeOf(kept), Is.LessThanOrEqualTo(limit));
        Assert.That(kept.Encoded!.Vocabulary.Count, Is.InRange(100, state.Encoded!.Vocabulary.Count - 1));
        Assert.That(kept.Stages[^1].Stage, Is.EqualTo("reduce vocabulary"));
    }

    [Test]
    public void Keep_NothingLeftToGo_IsRefused()
    {
        var (state, student) = Quantised();

        Assert.That(() => new SavedSize(100, student).Keep(state, Fitted.Train, default), Throws.InstanceOf<ArgumentException>().Or.InstanceOf<InvalidOperationException>());
    }

    private static (StageState State, StageModel Student) Quantised()
    {
        StageModel? student = null;
        ITextModelStage stage = new QuantizationEstimator(new FittedStage(Fitted.Teacher), new QuantizationEstimator.Options { Plan = QuantizationPlan.W4 });
        return (stage.FitStage(Fitted.Train, model => student = model, default), student!);
    }

    private static int SizeOf(StageState state) => SavedModel.Save(Fitted.Context, new QuantizationTransformer(state.ToParts()), null!).Length;
}
