using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextClassification;

/// <summary>Classifiers of the mean over a text's tokens.</summary>
public class PoolingTests
{
    private static readonly MLContext _ml = Fitted.Context;

    [Test]
    public void Fit_MeanOfAFolder_ScoresTheSameOnceSavedAndLoaded()
    {
        using var checkpoint = new CheckpointCopy("bert-sequence");
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model.zip");

        var model = Trainer(options => (options.Shape, options.Checkpoint, options.Pooling, options.Epochs) = (null, checkpoint.Path, EmbeddingPooling.Mean, 1)).Fit(Fitted.Train);
        _ml.Model.Save(model, Fitted.Train.Schema, path);
        var loaded = _ml.Model.Load(path, out _);

        Assert.That((model.Model.Shape.Pooler, model.Model.Pooler), Is.EqualTo((PoolerKind.Mean, (LinearWeights?)null)));
        Assert.That(Scores(loaded), Is.EqualTo(Scores(model)));
    }

    [Test]
    public void Fit_MeanFromScratch_LearnsAndItsStudentsReadTheMeanToo()
    {
        var teacher = Trainer(options => options.Pooling = EmbeddingPooling.Mean);

        var model = _ml.MulticlassClassification.Trainers.Distillation(teacher, Small.Distillation()).Quantize().Fit(Fitted.Train);

        Assert.That(model.Model.Shape.Pooler, Is.EqualTo(PoolerKind.Mean));
        Assert.That(_ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.9));
    }

    [Test]
    public void Fit_StartFromAClassifierOfTheMean_ReadsWhatTheOptionsSayOrElseTheMean([Values(null, EmbeddingPooling.Mean, EmbeddingPooling.FirstToken)] EmbeddingPooling? pooling)
    {
        var start = Trainer(options => (options.Pooling, options.Epochs) = (EmbeddingPooling.Mean, 1)).Fit(Fitted.Train);

        var model = Trainer(options => (options.Shape, options.StartFrom, options.Pooling, options.Epochs) = (null, start, pooling, 1)).Fit(Fitted.Train);

        Assert.That(model.Model.Shape.Pooler, Is.EqualTo(pooling == EmbeddingPooling.FirstToken ? PoolerKind.Tanh : PoolerKind.Mean));
    }

    [Test]
    public void Export_ClassifierOfTheMean_SaysWhatAFolderNeeds()
    {
        using var folder = new TemporaryFolder();
        var model = Trainer(options => (options.Pooling, options.Epochs) = (EmbeddingPooling.Mean, 1)).Fit(Fitted.Train);

        Assert.That(() => model.ExportCheckpoint(folder.Path), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("pooler").And.Message.Contains("FirstToken"));
    }

    [Test]
    public void Create_UndefinedPooling_IsRefused() =>
        Assert.That(() => Trainer(options => options.Pooling = (EmbeddingPooling)7), Throws.ArgumentException.With.Message.Contains("Pooling is 7").And.Message.Contains("Mean"));

    [Test]
    public void Fit_FirstTokenOfAStaticModel_IsRefused()
    {
        var start = Trainer(options => (options.Shape, options.Epochs) = (StudentShape.Static(8), 1)).Fit(Fitted.Train);

        Assert.That(
            () => Trainer(options => (options.Shape, options.StartFrom, options.Pooling) = (null, start, EmbeddingPooling.FirstToken)).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("no layers"));
    }

    private static TextClassificationTrainer Trainer(Action<TextClassificationTrainer.Options> change) => _ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(change));

    private static float[][] Scores(ITransformer model) => [.. model.Transform(Fitted.Test).GetColumn<float[]>("Score")];
}
