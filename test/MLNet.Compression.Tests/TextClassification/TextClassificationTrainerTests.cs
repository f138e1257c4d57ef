using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextClassification;

public class TextClassificationTrainerTests
{
    private static readonly MLContext _ml = Fitted.Context;

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_Messages_LearnsTheirKinds()
    {
        var metrics = _ml.MulticlassClassification.Evaluate(Fitted.Teacher.Transform(Fitted.Test));

        Assert.That(metrics.MicroAccuracy, Is.GreaterThan(0.9));
        Assert.That(metrics.LogLoss, Is.LessThan(0.5));
    }

    [Test]
    public void Estimator_Contract_Holds() =>
        EstimatorContract.Check(_ml, Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1)), Fitted.Train, Fitted.Test);

    [Test]
    public void Fit_Pairs_ReadsBothTexts()
    {
        var model = Trainers.TextClassification(Small.Teacher(options => options.Sentence2ColumnName = "Sentence2")).Fit(Fitted.Train);

        Assert.That(model.Score("the parcel never arrived", "I was charged twice"), Is.Not.EqualTo(model.Score("the parcel never arrived", "I cannot log in")));
        Assert.That(() => model.Score("the parcel never arrived"), Throws.ArgumentException.With.Message.Contains("pairs"));
        Assert.That(model.Score("the parcel never arrived", null), Is.EqualTo(model.Score("the parcel never arrived", "")), "a missing text is an empty one");
        Assert.That(() => model.Score(["the parcel never arrived"]), Throws.ArgumentException.With.Message.Contains("pairs"));
        Assert.That(() => model.Score(["a", "b"], ["c"]), Throws.ArgumentException.With.Message.Contains("2 texts, but 1"));
        Assert.That(model.Score([null, "tax"], ["tax", null]), Is.EqualTo(new[] { model.Score("", "tax"), model.Score("tax", "") }));
        Assert.That(
            model.Transform(Fitted.Test).GetColumn<float[]>("Score"),
            Is.EqualTo(Messages.Create(60, seed: 8).Select(message => model.Score(message.Sentence1, message.Sentence2))), "in batches as alone");
        Assert.That(ScoredRows.Of(SavedModel.RoundTrip(_ml, model, Fitted.Test.Schema).Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(model.Transform(Fitted.Test))));
    }

    [Test]
    public void Fit_OtherColumnNames_ReadsAndWritesThose()
    {
        var ml = new MLContext(seed: 1);
        var options = Small.Teacher();
        (options.LabelColumnName, options.Sentence1ColumnName, options.ScoreColumnName, options.PredictedLabelColumnName) = ("Kind", "Text", "Probabilities", "Guess");
        var renaming = ml.Transforms.CopyColumns("Kind", "Label").Append(ml.Transforms.CopyColumns("Text", "Sentence1")).Append(ml.Transforms.DropColumns("Label", "Sentence1"));
        var data = renaming.Fit(Fitted.Train).Transform(Fitted.Train);

        var scored = ml.MulticlassClassification.Trainers.TextClassification(options).Fit(data).Transform(data);

        Assert.That(ml.MulticlassClassification.Evaluate(scored, "Kind", "Probabilities", "Guess").MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_Checkpoint_StartsFromItsWeightsAndVocabulary()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Golden", "models", "bert-bare");

        var model = Trainers.TextClassification(checkpoint: folder, maxEpochs: 1).Fit(Fitted.Train);

        Assert.That(model.Model.Shape.HiddenSize, Is.EqualTo(32));
        Assert.That(model.Model.Vocabulary.Tokens, Is.EqualTo(File.ReadAllLines(Path.Combine(folder, "vocab.txt"))));
        Assert.That(model.Model.MaxTokens, Is.EqualTo(18), "the checkpoint has 18 positions");
        Assert.That(model.Model.Labels, Is.EquivalentTo(new[] { "delivery", "billing", "account" }));
    }

    [Test]
    public void Fit_CheckpointWithoutClassifier_LogsEveryNewTensor()
    {
        var (ml, messages) = (new MLContext(seed: 1), new List<string>());
        ml.Log += (_, message) => messages.Add(message.RawMessage);

        ml.MulticlassClassification.Trainers.TextClassification(checkpoint: Path.Combine(AppContext.BaseDirectory, "Golden", "models", "bert-bare"), maxEpochs: 1).Fit(Fitted.Train);

        Assert.That(messages, Has.One.Contains("new weights").And.One.EndsWith("classifier.weight, classifier.bias"));
    }

    [Test]
    public void Fit_NoCheckpointFolder_SaysWhichAndWhatIsExpected() =>
        Assert.That(
            () => Trainers.TextClassification(checkpoint: "nowhere").Fit(Fitted.Train),
            Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("nowhere").And.Message.Contains("config.json"));

    [Test]
    public void Fit_CheckpointTensorOfOtherShape_NamesTensorAndShapes()
    {
        using var folder = new CheckpointCopy("bert-bare");
        folder.ReplaceInConfig("\"intermediate_size\": 40", "\"intermediate_size\": 48");

        var fault = SavedModel.Fault(Assert.Catch(() => Trainers.TextClassification(checkpoint: folder.Path).Fit(Fitted.Train)));

        Assert.That(fault.Message, Does.Contain("intermediate.dense.weight").And.Contain("48").And.Contain("40"));
    }

    [Test]
    public void TextClassification_CheckpointAndShape_Throws() =>
        Assert.That(() => Trainers.TextClassification(checkpoint: "folder", shape: ModelShape.Mini), Throws.ArgumentException.With.Message.Contains("one of the two"));

    [Test]
    public void TextClassification_OptionsOutOfRange_ReportsAllOfThem() =>
        Assert.That(
            () => Trainers.TextClassification(Small.Teacher(options => (options.BatchSize, options.Epochs, options.MaxTokens) = (0, -1, 2))),
            Throws.ArgumentException.With.Message.Contains("BatchSize is 0").And.Message.Contains("Epochs is -1").And.Message.Contains("MaxTokens is 2"));

    [Test]
    public void TextClassification_NameUsedTwice_Throws() =>
        Assert.That(() => Trainers.TextClassification(scoreColumnName: "Label"), Throws.ArgumentException.With.Message.Contains("'Label' is used twice"));

    [Test]
    public void Options_ChangedAfterwards_AreNotRead()
    {
        var options = Small.Teacher(options => options.Epochs = 1);
        var trainer = Trainers.TextClassification(options);
        options.Sentence1ColumnName = "Nothing";

        Assert.That(() => trainer.Fit(Fitted.Test), Throws.Nothing);
    }
}
