using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Recipes;

public class CompressTests
{
    private static readonly TrainingLength _short = new(Epochs: 2, LearningRate: 3e-3, BatchSize: 8);

    private readonly MLContext _ml = new(seed: 1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    /// <summary>A recipe whose trainings take a moment.</summary>
    private static CompressionRecipe Quick(long bytes) =>
        CompressionRecipe.Small(bytes) with { DistillationLength = _short, PruningLength = _short, QuantizationLength = _short, Baseline = false };

    [TestCase(60_000)]
    [TestCase(200_000)]
    public void Fit_SavedModel_KeepsTheBytes(long bytes)
    {
        var model = Trainers.Compress(Fitted.Teacher, OptionsOf(Quick(bytes))).Fit(Fitted.Train);

        Assert.That(SavedModel.Save(_ml, model, Fitted.Train.Schema), Has.Length.LessThanOrEqualTo(bytes));
    }

    [Test]
    public void Print()
    {
        foreach (var bytes in new long[] { 45_000, 60_000, 200_000 })
        {
            var model = Trainers.Compress(Fitted.Teacher, OptionsOf(Quick(bytes) with { Baseline = true }, Fitted.Test)).Fit(Fitted.Train);
            TestContext.Out.WriteLine($"{bytes}: {SavedModel.Save(_ml, model, Fitted.Train.Schema).Length}");
            TestContext.Out.WriteLine(model.Report);
        }
    }

    private static RecipeEstimator.Options OptionsOf(CompressionRecipe recipe, IDataView? validation = null) => new() { Recipe = recipe, ValidationSet = validation, Threads = 1 };
}
