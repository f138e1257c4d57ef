using System.Numerics.Tensors;
using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Delivery.Tests.Support;

namespace MLNet.Compression.Delivery.Tests.Pretrained;

/// <summary>The pretrained model of the package MLNet.Compression.TinyModel.</summary>
public sealed class TinyModelTests
{
    private const int MostBytes = 6_000_000;

    private static readonly MLContext _ml = new(seed: 1);

    [Test]
    public void Path_Asked_IsAFileOfTheModel()
    {
        using var content = TinyModel.Open();
        using var file = File.OpenRead(TinyModel.Path);
        Assert.That(SHA256.HashData(file), Is.EqualTo(SHA256.HashData(content)));
        Assert.That(file.Length, Is.LessThanOrEqualTo(MostBytes));
    }

    [Test]
    public void Embed_TextsThatMeanTheSame_AreNearer()
    {
        using var model = _ml.Transforms.Text.TextEmbedding(TinyModel.Path).Fit(View(new Review()));
        var (first, same, other) = (model.Embed("The doctor says the child is ill."), model.Embed("A physician said that the kid was sick."), model.Embed("Shares fell after the bank raised its rates."));
        Assert.That(TensorPrimitives.Norm(first), Is.EqualTo(1).Within(1e-3));
        Assert.That(TensorPrimitives.Dot(first, same), Is.GreaterThan(TensorPrimitives.Dot(first, other) + 0.1f));
    }

    [Test]
    public void Classification_FromIt_HasItsVocabularyAndLearns()
    {
        var reviews = View([.. SampleFiles.Reviews]);
        using var model = _ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
        {
            Sentence1ColumnName = "Text",
            Checkpoint = TinyModel.Path,
            Epochs = 10,
            LearningRate = 1e-4,
        }).Fit(reviews);
        Assert.That(model.Model.Vocabulary.Tokens, Is.EqualTo(TinyModel.Load().Vocabulary.Tokens));
        Assert.That(model.Transform(reviews).GetColumn<string>("PredictedLabel"), Is.EqualTo(SampleFiles.Reviews.Select(review => review.Label)));
    }

    [Test]
    public void Regression_FromIt_Trains()
    {
        var rows = _ml.Data.LoadFromEnumerable([new { Text = "warm", Label = 1f }, new { Text = "cold", Label = 0f }]);
        using var model = _ml.Regression.Trainers.TextRegression(new TextRegressionTrainer.Options { Sentence1ColumnName = "Text", Checkpoint = TinyModel.Path, Epochs = 1 }).Fit(rows);
        Assert.That(model.Model.Vocabulary.Count, Is.EqualTo(TinyModel.Load().Vocabulary.Count));
    }

    [Test]
    public void NamedEntities_FromIt_Train()
    {
        using var model = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(new NamedEntityTrainer.Options { Checkpoint = TinyModel.Path, Epochs = 1 })
            .Fit(_ml.Data.LoadFromEnumerable([new { Sentence = "Anna lives in Rome", Label = (string[])["B-PER", "O", "O", "B-LOC"] }]));
        Assert.That(model.Model.Vocabulary.Count, Is.EqualTo(TinyModel.Load().Vocabulary.Count));
    }

    [Test]
    public void Answers_FromIt_Train()
    {
        var rows = _ml.Data.LoadFromEnumerable([new { Context = "Anna lives in Rome.", Question = "Where does Anna live?", TrainingAnswer = "Rome", AnswerIndex = 14 }]);
        using var model = _ml.MulticlassClassification.Trainers.QuestionAnswer(new QuestionAnswerTrainer.Options { Checkpoint = TinyModel.Path, Epochs = 1 }).Fit(rows);
        Assert.That(model.Model.Vocabulary.Count, Is.EqualTo(TinyModel.Load().Vocabulary.Count));
    }

    private static IDataView View(params Review[] rows) => _ml.Data.LoadFromEnumerable(rows);
}
