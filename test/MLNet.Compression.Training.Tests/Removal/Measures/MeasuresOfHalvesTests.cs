namespace MLNet.Compression.Training.Tests.Removal.Measures;

/// <summary>Whole halves of layers, and heads and neurons together, by every measure.</summary>
public class MeasuresOfHalvesTests
{
    private static readonly PruningMeasure[] _measures =
    [
        PruningMeasure.Magnitude, PruningMeasure.LargestWeight, PruningMeasure.Random, PruningMeasure.Movement(), PruningMeasure.Gates(),
        PruningMeasure.Importance(), PruningMeasure.OutputNorm(), PruningMeasure.SecondOrder(gradients: 8),
    ];

    [Test]
    public void Scores_AnyMeasure_AreOneAUnit([ValueSource(nameof(_measures))] PruningMeasure measure, [Values] bool together)
    {
        var measured = new MeasuredModel(TinyModels.CreateLively(), together ? PruningUnit.Structures : PruningUnit.SubLayers, measure, TinyModels.Data(16));

        var scores = measured.Scores();

        Assert.That(scores.Select(own => own.Length), Is.EqualTo(together ? new[] { 2, 2, 64, 64 } : [1, 1, 1, 1]));
        Assert.That(scores.SelectMany(own => own), Is.All.Matches<double>(score => score >= 0 && double.IsFinite(score)));
    }

    /// <remarks>Of one batch a half's slope is the sum of its units', and its weights are theirs.</remarks>
    [Test]
    public void Scores_Half_IsAtMostTheSumOfItsUnits()
    {
        var (halves, units) = (Scores(PruningUnit.SubLayers, PruningMeasure.Importance()), Scores(PruningUnit.Structures, PruningMeasure.Importance()));
        Assert.That(halves.Zip(units), Is.All.Matches<(double Half, double Units)>(pair => pair.Half > 0 && pair.Half <= pair.Units * (1 + 1e-5)));

        Assert.That(Scores(PruningUnit.SubLayers, PruningMeasure.Magnitude), Is.EqualTo(Scores(PruningUnit.Structures, PruningMeasure.Magnitude)).Within(1e-4));

        static double[] Scores(PruningUnit unit, PruningMeasure measure) =>
            [.. new MeasuredModel(TinyModels.CreateLively(), unit, measure, TinyModels.Data(16)).Scores().Select(own => own.Sum())];
    }
}
