using MLNet.Compression.Baselines;

namespace MLNet.Compression.Benchmarks.Fronts;

/// <summary>What ML.NET has for texts: word and character n-grams (FeaturizeText), and the best of its linear trainers on rows held out of the training set, trained again on all; as reports have it.</summary>
internal static class LinearLines
{
    private const int Seed = 1;

    public static IReadOnlyList<FrontLine> All { get; } = [new("linear", "n-grams, best linear trainer", Train)];

    private static FrontModel Train(FrontSitting sitting)
    {
        var (model, trainer, _) = new LinearClasses().Train(Seed, [.. sitting.Train.Select(row => new BaselineRow { Text = row.Text, Label = row.Label })], sitting.Stop);
        return new FrontModel(model, trainer);
    }
}
