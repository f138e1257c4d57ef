using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextEmbedding;

public class EmbeddingStagesTests
{
    private static readonly MLContext _ml = Fitted.Context;
    private static readonly IDataView _texts = _ml.Transforms.DropColumns("Label").Fit(Fitted.Train).Transform(Fitted.Train);

    [Test]
    public void Chain_DistilledPrunedQuantised_FollowsTheTeacherAndComesBackFromItsFile()
    {
        var teacher = _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, Embeddings.Options());
        var chain = _ml.Transforms.Text.EmbeddingDistillation(teacher, Distillation(Small.Student)).Prune(Small.Pruning()).Quantize(Small.Aware());

        var model = chain.Fit(_texts);

        var loaded = (TextModelTransformer)SavedModel.RoundTrip(_ml, model, _texts.Schema);
        Assert.That(loaded.Embed("I was charged twice"), Is.EqualTo(model.Embed("I was charged twice")).And.Length.EqualTo(64));
        Assert.That(Embeddings.Bits(loaded.Transform(_texts)), Is.EqualTo(Embeddings.Bits(model.Transform(_texts))));
        Assert.That(loaded.Report.Stages.Select(stage => stage.Stage), Is.EqualTo(["distil", "prune", "quantise"]));
        Assert.That(Embeddings.Agreement(model), Is.GreaterThan(0.85));
    }

    [Test]
    public void Distillation_StaticStudent_FollowsTheTeacher()
    {
        var student = _ml.Transforms.Text.EmbeddingDistillation(Embeddings.Teacher, Distillation(StudentShape.Static(16), DistillationRecipe.Hinton(temperature: 1, alpha: 1))).Fit(_texts);

        Assert.That(student.Model.Layers, Is.Empty);
        Assert.That(Embeddings.Agreement(student), Is.GreaterThan(0.8));
    }

    [Test]
    public void Distillation_TwoTeachers_LearnsTheMeanOfTheirVectors()
    {
        var other = _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, Embeddings.Options(options => options.Pooling = EmbeddingPooling.FirstToken));
        var options = Distillation(new ModelShape(2, 64, 2, 64), new DistillationRecipe("vectors", new DistillationStage("vectors", 1, new PredictionLoss())));

        var student = _ml.Transforms.Text.EmbeddingDistillation([DistillationTeacher.Of(Embeddings.Teacher), DistillationTeacher.Of(other)], options).Fit(_texts);

        var (text, second) = ("the parcel never arrived", other.Fit(_texts));
        var mean = Embeddings.Teacher.Embed(text).Zip(second.Embed(text), (a, b) => (a + b) / 2).ToArray();
        Assert.That(student.Embed(text).Zip(mean, (a, b) => a * b).Sum() / Math.Sqrt(mean.Sum(value => value * value)), Is.GreaterThan(0.9));
    }

    [Test]
    public void Fitted_PrunedAndQuantisedWithoutATeacher_StaysNearItself()
    {
        var pruned = Embeddings.Teacher.Prune(_texts, Small.Pruning());
        var quantised = Embeddings.Teacher.Quantize();

        Assert.That(Embeddings.Agreement((TextModelTransformer)pruned), Is.GreaterThan(0.85));
        Assert.That(Embeddings.Agreement((TextModelTransformer)quantised), Is.GreaterThan(0.99));
    }

    [Test]
    public void ReduceVocabulary_EmbeddingModel_GivesTheSameVectorsOfTextsWithoutTheRemovedPieces()
    {
        var reduced = _ml.Transforms.Text.TextEmbedding(Fitted.Teacher, Embeddings.Options()).ReduceVocabulary(new VocabularyReductionEstimator.Options { Coverage = 1 }).Fit(_texts);

        var text = Messages.Create(1)[0].Sentence1;
        Assert.That(reduced.Embed(text), Is.EqualTo(Embeddings.Teacher.Embed(text)));
    }

    [Test]
    public void Distillation_LabelLoss_IsRefusedBeforeTheWork() => Assert.That(
        () => _ml.Transforms.Text.EmbeddingDistillation(Embeddings.Teacher, Distillation(Small.Student, DistillationRecipe.Hinton())).Fit(_texts),
        Throws.ArgumentException.With.Message.Contains("needs rows with labels"));

    [Test]
    public void Distillation_ClassifierAsTeacher_IsRefused() => Assert.That(
        () => _ml.Transforms.Text.EmbeddingDistillation(Fitted.Teacher, Distillation(Small.Student)),
        Throws.ArgumentException.With.Message.Contains("TextEmbedding"));

    [Test]
    public void Distillation_EmbeddingModelAsTeacherOfClasses_IsRefused() => Assert.That(
        () => _ml.MulticlassClassification.Trainers.Distillation(Embeddings.Teacher, Distillation(Small.Student)),
        Throws.ArgumentException.With.Message.Contains("something else"));

    [Test]
    public void Distillation_TeacherOfAnotherLibrary_IsRefused()
    {
        var other = _ml.Transforms.Text.FeaturizeText("Embedding", "Sentence1").Fit(_texts);

        Assert.That(() => _ml.Transforms.Text.EmbeddingDistillation(other, Distillation(Small.Student)), Throws.ArgumentException.With.Message.Contains("embedding models alone"));
    }

    [Test]
    public void Distillation_ValidationSet_KeepsTheBestByTheTeachersVectors()
    {
        var options = Distillation(Small.Student);
        (options.ValidationSet, options.KeepBest, options.Epochs) = (Fitted.Test, true, 4);

        var student = _ml.Transforms.Text.EmbeddingDistillation(Embeddings.Teacher, options).Fit(_texts);

        var stage = student.Report.Stages[0];
        Assert.That(stage.Result!.Quality.Rows, Is.EqualTo(60));
        Assert.That(stage.Result.Quality.Embeddings!.Cosine, Is.EqualTo(Embeddings.Agreement(student)).Within(1e-4));
        Assert.That(stage.Result.Quality.Embeddings.Cosine, Is.EqualTo(stage.Curve!.Scores.Max(point => point.Validation.Score)).Within(1e-3), "the best of all epochs");
        Assert.That(stage.Result.Quality.Embeddings.SimilarityCorrelation, Is.InRange(0.1, 1));
        Assert.That(student.Report.ToDataFrame()["Cosine"][0], Is.EqualTo(stage.Result.Quality.Embeddings.Cosine));
        var loaded = (TextModelTransformer)SavedModel.RoundTrip(_ml, student, _texts.Schema);
        Assert.That(loaded.Report.Stages[0].Result!.Quality, Is.EqualTo(stage.Result.Quality));
    }

    [Test]
    public void Prune_ValidationSet_ComparesWithTheModelAsItWas()
    {
        var pruned = (TextModelTransformer)Embeddings.Teacher.Prune(_texts, Small.Pruning(options => options.ValidationSet = Fitted.Test));

        Assert.That(pruned.Report.Stages[^1].Result!.Quality.Embeddings!.Cosine, Is.EqualTo(Embeddings.Agreement(pruned)).Within(1e-4).And.LessThan(1));
    }

    [Test]
    public void Distillation_EmptyValidationSet_IsRefused()
    {
        var options = Distillation(Small.Student);
        options.ValidationSet = _ml.Data.LoadFromEnumerable(Array.Empty<Message>());

        Assert.That(() => _ml.Transforms.Text.EmbeddingDistillation(Embeddings.Teacher, options).Fit(_texts), Throws.InvalidOperationException.With.Message.Contains("validation set has no rows"));
    }

    [Test]
    public void TextClassification_FromAnEmbeddingModel_StartsFromItsEncoder()
    {
        var options = Small.Teacher(options => (options.StartFrom, options.Shape, options.Epochs) = (Embeddings.Teacher, null, 1));

        var model = _ml.MulticlassClassification.Trainers.TextClassification(options).Fit(Fitted.Train);

        Assert.That(model.Model.Shape.Pooler, Is.EqualTo(PoolerKind.Tanh));
    }

    private static DistillationTrainer.Options Distillation(ModelShape student, DistillationRecipe? recipe = null) => Small.Distillation(options =>
    {
        options.Student = student;
        options.Recipe = recipe ?? options.Recipe;
        options.Epochs = 12;
    });
}
