using MLNet.Compression.Training.Distilling.Replacing;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Distilling.Replacing;

public class ReplacingRouteTests
{
    private const int Steps = 20_000;
    private static readonly StepPosition _start = new(0, 10);

    [Test]
    public void Forward_RateZero_EqualsThePredecessor([Values] bool blends)
    {
        var predecessor = Hybrids.Predecessor();

        Assert.That(
            Logits(Hybrids.Successor(predecessor), Route(blends, Schedule.Linear(0, 1), predecessor).At(_start, seed: 1)),
            Is.EqualTo(TinyModels.Logits(predecessor, Hybrids.Data)));
    }

    [Test]
    public void Forward_RateOne_EqualsTheSuccessor([Values] bool blends)
    {
        var predecessor = Hybrids.Predecessor();
        var successor = Hybrids.Successor(predecessor);

        Assert.That(
            Logits(successor, Route(blends, Schedule.Linear(1, 0.5), predecessor).At(_start, seed: 1)),
            Is.EqualTo(TinyModels.Logits(successor, Hybrids.Data)));
    }

    /// <remarks>Heads of the two models may differ: each layer cuts its features in its own way.</remarks>
    [TestCase(6, 4, new[] { 2, 1, 2, 1 })]
    [TestCase(6, 3, new[] { 2, 2, 2 })]
    [TestCase(12, 1, new[] { 12 })]
    [TestCase(5, 3, new[] { 2, 2, 1 })]
    [TestCase(3, 3, new[] { 1, 1, 1 })]
    public void At_RateZero_HasEveryLayerOfThePredecessorOnceInOrder(int teachers, int students, int[] sizes)
    {
        var predecessor = TinyModels.CreateLively(TinyModels.ShapeOf(teachers, 8, 4, 12));
        var successor = TinyModels.CreateLively(TinyModels.ShapeOf(students, 8, 2, 16));
        var route = new ReplacingRoute(ModuleReplacing.ByCoin(Schedule.Linear(0, 1)), successor, predecessor).At(_start, seed: 1);

        Assert.That(route.Select(module => module!.Parameters.Count() / 12), Is.EqualTo(sizes));
        Assert.That(route.SelectMany(module => module!.Parameters), Is.EqualTo(predecessor.Encoder.Layers.SelectMany(layer => layer.Parameters)));
        foreach (var (from, to) in predecessor.ParametersBesideLayers.Zip(successor.ParametersBesideLayers))
        {
            from.ValueSpan.CopyTo(to.ValueSpan);
        }

        Assert.That(Logits(successor, route), Is.EqualTo(TinyModels.Logits(predecessor, Hybrids.Data)));
    }

    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.7)]
    public void At_Coins_FallByTheRateAndIndependently(double rate)
    {
        var predecessor = Hybrids.Predecessor();
        var route = Route(blends: false, rate, predecessor);
        var coins = Enumerable.Range(0, Steps).Select(step => route.At(new StepPosition(step, Steps), seed: 3).Select(module => module is null).ToArray()).ToArray();
        var tolerance = 4 * Math.Sqrt(rate * (1 - rate) / Steps);

        Assert.That(coins.Average(step => step[0] ? 1 : 0), Is.EqualTo(rate).Within(tolerance));
        Assert.That(coins.Average(step => step[1] ? 1 : 0), Is.EqualTo(rate).Within(tolerance));
        Assert.That(coins.Average(step => step[0] && step[1] ? 1 : 0), Is.EqualTo(rate * rate).Within(tolerance));
        Assert.That(coins.Zip(coins.Skip(1)).Average(pair => pair.First[0] && pair.Second[0] ? 1 : 0), Is.EqualTo(rate * rate).Within(tolerance));
    }

    [Test]
    public void At_RisingRate_ReplacesMoreAndMore()
    {
        var route = Route(blends: false, Schedule.Linear(0.2, 1), Hybrids.Predecessor());
        int Count(int from) => Enumerable.Range(from, Steps / 4).Sum(step => route.At(new StepPosition(step, Steps), seed: 3).Count(module => module is null));

        Assert.That(Count(0) / (Steps / 2.0), Is.EqualTo(0.3).Within(0.02));
        Assert.That(Count(Steps * 3 / 4) / (Steps / 2.0), Is.EqualTo(0.9).Within(0.02));
    }

    [Test]
    public void At_SameSeedAndStep_IsTheSameAndAnotherSeedIsNot()
    {
        var route = Route(blends: false, 0.5, Hybrids.Predecessor());
        bool[] Coins(ulong seed) => [.. Enumerable.Range(0, 64).SelectMany(step => route.At(new StepPosition(step, 64), seed).Select(module => module is null))];

        var same = Coins(1);
        Assert.That(Coins(1), Is.EqualTo(same));
        Assert.That(Coins(1), Is.Not.EqualTo(Coins(2)));
    }

    [Test]
    public void Fingerprint_OtherPredecessor_IsAnother()
    {
        var predecessor = Hybrids.Predecessor();

        Assert.That(Route(false, 0.5, predecessor).Fingerprint, Is.EqualTo(Route(false, 0.5, Hybrids.Predecessor()).Fingerprint));
        Assert.That(Route(false, 0.5, predecessor).Fingerprint, Is.Not.EqualTo(Route(false, 0.5, Hybrids.Predecessor(seed: 9)).Fingerprint));
    }

    private static ReplacingRoute Route(bool blends, Schedule rate, TextModel predecessor) => new(
        blends ? ModuleReplacing.Blend(rate) : ModuleReplacing.ByCoin(rate), Hybrids.Successor(predecessor), predecessor);

    private static float[] Logits(TextModel model, IReadOnlyList<EncoderModule?> route) =>
        model.Forward(Passes.Inference(), TinyModels.Batch(Hybrids.Data), DropoutRates.None, OutputNeeds.OnlyLogits, route: route).Logits!.ValueSpan.ToArray();
}
