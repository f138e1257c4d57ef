using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests;

/// <summary>Runs, their checkpoints and messages are the same wherever a user lives.</summary>
[TestFixtureSource(typeof(Cultures), nameof(Cultures.All))]
public class CultureTests(string culture)
{
    [Test]
    public void Run_AnyCulture_ReportsAndLearnsTheSame()
    {
        static (string Reports, float[] Weights) Train()
        {
            var reports = new List<string>();
            var model = TinyModels.Create();
            FineTuning.Run(
                model,
                TinyModels.Data(32),
                new FineTuningOptions { Epochs = 2, BatchSize = 8 },
                new TrainingEnvironment(seed: 1, threads: 1, new DirectProgress(value => reports.Add($"{value.Stage} {(value with { TokensPerSecond = 1234.5, Elapsed = TimeSpan.Zero, Remaining = TimeSpan.Zero })}"))));
            return (reports[^1], TinyModels.Weights(model));
        }

        var (text, weights) = Cultures.In(culture, Train);
        var (expectedText, expectedWeights) = Cultures.Invariant(Train);

        Assert.That(text, Is.EqualTo(expectedText));
        Assert.That(weights, Is.EqualTo(expectedWeights));
    }

    [Test]
    public void Run_FolderOfAnotherCulture_GoesOn()
    {
        using var folder = new TemporaryFolder();
        float[] Train()
        {
            var model = TinyModels.Create();
            FineTuning.Run(
                model,
                TinyModels.Data(32),
                new FineTuningOptions { Epochs = 1, BatchSize = 8, LearningRate = 1.5e-3, ResumeFolder = folder.Path },
                new TrainingEnvironment(seed: 1, threads: 1));
            return TinyModels.Weights(model);
        }

        var weights = Cultures.Invariant(Train);

        Assert.That(Cultures.In(culture, Train), Is.EqualTo(weights));
    }

    [Test]
    public void Validate_SparsityBelowZeroInAnyCulture_SaysTheSame() =>
        RequireSame(() => OptionsValidation.Validate(new PruningOptions { Sparsity = -0.25 }), "-0.25");

    [Test]
    public void ProbabilityTable_NoProbabilitiesInAnyCulture_SaysTheSame() =>
        RequireSame(() => _ = new ProbabilityTable([2.5f, -1f], 2), "2.5, -1");

    [Test]
    public void RegressionPredictions_InfinityInAnyCulture_SaysTheSame() =>
        RequireSame(() => _ = new RegressionPredictions([float.NegativeInfinity, 1], [1, 2]), "-Infinity");

    private void RequireSame(Action code, string part)
    {
        string Message() => Assert.Catch<ArgumentException>(code)!.Message;

        Assert.That(Cultures.In(culture, Message), Is.EqualTo(Cultures.Invariant(Message)).And.Contains(part));
    }
}
