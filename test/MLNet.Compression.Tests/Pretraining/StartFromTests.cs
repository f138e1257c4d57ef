using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pretraining;

/// <summary>What begins with a model of running text.</summary>
public class StartFromTests
{
    private static readonly MulticlassClassificationCatalog.MulticlassClassificationTrainers _trainers = new MLContext(seed: 1).MulticlassClassification.Trainers;

    [TestCase(true)]
    [TestCase(false)]
    public void TextClassification_StartFromPretrained_IsTheExportedCheckpoint(bool headIsLearnt)
    {
        var start = headIsLearnt ? Pretrained.Masked : Pretrained.Student;
        using var folder = new TemporaryFolder();
        start.ExportCheckpoint(folder.Path);

        var fromFitted = _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.StartFrom, options.Epochs) = (null, start, 1))).Fit(Fitted.Train);
        var fromFolder = _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Checkpoint, options.Epochs) = (null, folder.Path, 1))).Fit(Fitted.Train);

        Assert.That(Pretrained.Bytes(fromFitted.Model), Is.EqualTo(Pretrained.Bytes(fromFolder.Model)));
        Assert.That(fromFitted.Model.Vocabulary.Tokens, Is.EqualTo(start.Model.Vocabulary.Tokens));
    }

    /// <summary>A classifier for the same classes keeps its head: a rate of next to nothing leaves it as good as it was.</summary>
    [Test]
    public void TextClassification_StartFromClassifier_KeepsTheHead()
    {
        var model = _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.StartFrom, options.Epochs, options.LearningRate) = (null, Fitted.Teacher, 1, 1e-9))).Fit(Fitted.Train);

        Assert.That(model.Score("I was charged twice"), Is.EqualTo(Fitted.Teacher.Score("I was charged twice")).Within(1e-4));
    }

    [Test]
    public void TextClassification_StartFromChain_FindsTheModelInIt()
    {
        var copy = Fitted.Context.Transforms.CopyColumns("Text", "Sentence1").Fit(Fitted.Train);
        var chain = new TransformerChain<ITransformer>(copy, Pretrained.Student);

        var model = _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.StartFrom, options.Epochs) = (null, chain, 1))).Fit(Fitted.Train);

        Assert.That(model.Model.Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
    }

    [Test]
    public void TextClassification_StartFromBesideOthers_IsRefused()
    {
        Assert.That(
            () => _trainers.TextClassification(Small.Teacher(options => options.StartFrom = Pretrained.Student)), Throws.ArgumentException.With.Message.Contains("Shape is 2x64x2x64"));
        Assert.That(
            () => _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Checkpoint, options.StartFrom) = (null, "bert", Pretrained.Student))),
            Throws.ArgumentException.With.Message.Contains("Checkpoint is bert"));
    }

    [Test]
    public void TextClassification_StartFromOtherTransformer_IsRefused()
    {
        var copy = Fitted.Context.Transforms.CopyColumns("a", "Sentence1").Fit(Fitted.Train);

        Assert.That(
            () => _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.StartFrom) = (null, copy))).Fit(Fitted.Train),
            Throws.ArgumentException.With.Message.Contains("is no text model").And.Message.Contains(nameof(PretrainedTextTransformer)));
    }

    [Test]
    public void Distillation_StudentFromPretrained_HasItsWeightsAtFirst()
    {
        var recipe = DistillationRecipe.Joint with { Start = StudentInitialization.From(Pretrained.Student.Model) };

        var student = _trainers.Distillation(Fitted.Teacher, Small.Distillation(options => (options.Recipe, options.Epochs, options.LearningRate, options.WeightDecay) = (recipe, 1, 1e-9, 0))).Fit(Fitted.Train);

        var (words, own) = (new float[Small.Student.HiddenSize], new float[Small.Student.HiddenSize]);
        for (var piece = 0; piece < student.Model.Vocabulary.Count; piece++)
        {
            student.Model.Embeddings.Words.DecodeRow(piece, words);
            Pretrained.Student.Model.Embeddings.Words.DecodeRow(piece, own);
            Assert.That(words, Is.EqualTo(own).Within(1e-5));
        }
    }

    [Test]
    public void AugmentText_FittedMaskedLanguageModel_IsTheExportedFolder()
    {
        using var folder = new TemporaryFolder();
        Pretrained.Masked.ExportCheckpoint(folder.Path);
        static IReadOnlyList<string> Texts(Action<TextAugmentationOptions> name)
        {
            var options = new TextAugmentationOptions { Variants = 3, MaxTokens = 24, Threads = 1 };
            name(options);
            return AnyColumn.Read(new MLContext(seed: 1).Data.AugmentText(Messages.Load(Fitted.Context, 6), options), "Sentence1");
        }

        var fromFitted = Texts(options => options.FittedMaskedLanguageModel = Pretrained.Masked);

        Assert.That(fromFitted, Has.Count.GreaterThan(6));
        Assert.That(fromFitted, Is.EqualTo(Texts(options => options.MaskedLanguageModel = folder.Path)));
        Assert.That(() => Texts(options => options.FittedMaskedLanguageModel = Pretrained.Student), Throws.ArgumentException.With.Message.Contains("was not learnt"));
        Assert.That(
            () => Texts(options => (options.FittedMaskedLanguageModel, options.MaskedLanguageModel) = (Pretrained.Masked, folder.Path)), Throws.ArgumentException.With.Message.Contains("one of the two"));
    }
}
