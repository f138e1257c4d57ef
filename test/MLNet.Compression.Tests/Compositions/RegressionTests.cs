using Microsoft.ML;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextRegression;

namespace MLNet.Compression.Tests.Compositions;

/// <summary>The regression catalog takes what that of classes takes.</summary>
public class RegressionTests
{
    private static readonly MLContext _ml = new(seed: 1);
    private static readonly IDataView _rows = _ml.Data.LoadFromEnumerable(RatedMessage.Create(240));

    private static readonly Lazy<ITransformer> _teacher = new(() => _ml.Transforms.CopyColumns("Rating", "Label").Append(Trainers.TextRegression(
        shape: new ModelShape(2, 64, 2, 64), batchSize: 8, maxEpochs: 6, learningRate: 1e-3)).Fit(_rows));

    private static RegressionCatalog.RegressionTrainers Trainers => _ml.Regression.Trainers;

    [Test]
    public void Fit_ShortDistillationOfALoadedTeacher_LearnsTheRatings()
    {
        var teacher = SavedModel.RoundTrip(_ml, _teacher.Value, _rows.Schema);

        var student = Trainers.Distillation(teacher, Small.Student, batchSize: 8, maxEpochs: 5, learningRate: 3e-3).Quantize().Fit(_rows);

        Assert.That(_ml.Regression.Evaluate(SavedModel.RoundTrip(_ml, student, _rows.Schema).Transform(_rows)).RSquared, Is.GreaterThan(0.6));
    }

    [Test]
    public void Fit_ShortDistillationOfAChain_PutsTheStudentInItsPlace()
    {
        var chain = _ml.Transforms.CopyColumns("Rating", "Label").Append(Trainers.TextRegression(new TextRegressionTrainer.Options { Shape = new ModelShape(1, 64, 2, 64), Epochs = 2, Threads = 1 }));

        var model = Trainers.Distillation(chain, Small.Student, maxEpochs: 2).Fit(_rows);

        Assert.That(model.TextModel().Model.Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
    }

    [Test]
    public void PruneBlocksAndQuantize_FittedChain_KeepMostOfWhatItKnows()
    {
        var pruned = Trainers.Prune(_teacher.Value, Small.Pruning()).Fit(_rows);
        var quantized = Trainers.Quantize(pruned).Fit(_rows);

        Assert.That(_ml.Regression.Evaluate(quantized.Transform(_rows)).RSquared, Is.GreaterThan(0.6));
        Assert.That(quantized.Model.Layers[0].FeedForward.Output.Weight.Sparsity, Is.GreaterThan(0.4));
    }

    [Test]
    public void PruneBlocks_Classifier_NamesTheCatalogToUse() => Assert.That(
        () => Trainers.Prune(Fitted.Teacher), Throws.ArgumentException.With.Message.Contains("mlContext.MulticlassClassification.Trainers"));
}
