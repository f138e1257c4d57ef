using Microsoft.ML;
using MLNet.Compression.Tests.MultiLabelTextClassification;
using MLNet.Compression.Tests.NamedEntityRecognition;
using MLNet.Compression.Tests.QuestionAnswering;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextEmbedding;

namespace MLNet.Compression.Tests.Recipes;

/// <summary>The tasks whose models a recipe compresses, and those that it refuses.</summary>
public class RecipeTasksTests
{
    private const long Bytes = 70_000;

    private static readonly MLContext _ml = Fitted.Context;
    private static readonly ModelShape _shape = new(2, 32, 2, 64);

    private static MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void Fit_TruthValues_KeepTheBytes() => Check(
        _ml.BinaryClassification.Trainers.TextClassification(Tiny(new BinaryTextClassificationTrainer.Options())),
        _ml.Data.LoadFromEnumerable(Messages.Create(24).Select(message => new TruthRow { Sentence1 = message.Sentence1, Label = message.Label == "billing" })));

    [Test]
    public void Fit_SeveralLabels_KeepTheBytes() => Check(
        Trainers.MultiLabelTextClassification(Tiny(new MultiLabelTextClassificationTrainer.Options())), Topics.LoadKeyed(_ml, Topics.Create(24, seed: 1)));

    [Test]
    public void Fit_TagsOfWords_KeepTheBytes() => Check(
        Trainers.NamedEntityRecognition(Tiny(new NamedEntityTrainer.Options())), TaggedSentences.LoadKeyed(_ml, TaggedSentences.Create(24, seed: 7)));

    [Test]
    public void Fit_Answers_KeepTheBytes() => Check(
        Trainers.QuestionAnswer(Tiny(new QuestionAnswerTrainer.Options { Stride = 8, MostAnswerTokens = 4 })), _ml.Data.LoadFromEnumerable(Questions.Create(24, seed: 1)));

    [Test]
    public void Fit_PairsOfTexts_HaveSegments()
    {
        var options = Tiny(new TextClassificationTrainer.Options { Sentence2ColumnName = "Sentence2" });

        var model = Check(Trainers.TextClassification(options), Messages.LoadKeyed(_ml, 24));

        Assert.That(model.Model.Shape.TokenTypes, Is.EqualTo(2));
    }

    [Test]
    public void Fit_Vectors_AreRefused() => Assert.That(
        () => _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, Embeddings.Options()).Compress(Recipe()).Fit(Fitted.Train),
        Throws.InstanceOf<NotSupportedException>().With.Message.Contains("EmbeddingDistillation"));

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(_ml, Trainers.TextClassification(Tiny(new TextClassificationTrainer.Options())).Compress(Recipe()), Messages.LoadKeyed(_ml, 24), Fitted.Test);

    private static QuantizationTransformer Check(IEstimator<TextModelTransformer> teacher, IDataView rows)
    {
        var model = teacher.Compress(Recipe()).Fit(rows);

        Assert.That(SavedModel.Save(_ml, model, rows.Schema), Has.Length.LessThanOrEqualTo(Bytes));
        Assert.That(model.Report.Stages.Select(stage => stage.Stage), Is.EqualTo((string[])["fine-tune", "distil", "quantise"]));
        Assert.That(model.Model.Shape.Layers, Has.Length.EqualTo(_shape.Layers));
        return model;
    }

    private static CompressionRecipe Recipe()
    {
        var length = new TrainingLength(Epochs: 1, BatchSize: 8);
        return CompressionRecipe.Small(Bytes) with { DistillationLength = length, QuantizationLength = length };
    }

    private static TOptions Tiny<TOptions>(TOptions options)
        where TOptions : TextTrainerOptions
    {
        (options.Shape, options.VocabularySize, options.MaxTokens, options.Epochs, options.Threads) = (_shape, 150, 24, 1, 1);
        return options;
    }

    private sealed class TruthRow
    {
        public string Sentence1 { get; set; } = "";

        public bool Label { get; set; }
    }
}
