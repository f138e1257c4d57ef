using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pretraining;

/// <summary>The file of a model in the place of a checkpoint's folder.</summary>
public class StartFromFileTests
{
    private static readonly MulticlassClassificationCatalog.MulticlassClassificationTrainers _trainers = new MLContext(seed: 1).MulticlassClassification.Trainers;

    [Test]
    public void TextClassification_FileAsCheckpoint_IsTheFittedModel()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("start.mlc");
        Pretrained.Masked.Model.Save(file);

        var fromFile = _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Checkpoint, options.Epochs) = (null, file, 1))).Fit(Fitted.Train);
        var fromFitted = _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.StartFrom, options.Epochs) = (null, Pretrained.Masked, 1))).Fit(Fitted.Train);

        Assert.That(Pretrained.Bytes(fromFile.Model), Is.EqualTo(Pretrained.Bytes(fromFitted.Model)));
    }

    [Test]
    public void TextClassification_FileOfFewBits_StartsFromWhatTheyStandFor()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("start.mlc");
        var start = Fitted.Teacher.Quantize(QuantizationScheme.LearnedStep(3)).TextModel();
        start.Model.Save(file);

        var model = _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Checkpoint, options.Epochs, options.LearningRate) = (null, file, 1, 1e-9))).Fit(Fitted.Train);

        var (words, own) = (new float[model.Model.Shape.EmbeddingSize], new float[model.Model.Shape.EmbeddingSize]);
        for (var piece = 0; piece < model.Model.Vocabulary.Count; piece++)
        {
            model.Model.Embeddings.Words.DecodeRow(piece, words);
            start.Model.Embeddings.Words.DecodeRow(piece, own);
            Assert.That(words, Is.EqualTo(own).Within(1e-5));
        }

        Assert.That(model.Model.Vocabulary.Tokens, Is.EqualTo(start.Model.Vocabulary.Tokens));
    }

    [Test]
    public void TextEmbedding_File_GivesTheModelsVectorsAsTheyAreStored()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("start.mlc");
        var text = new MLContext(seed: 1).Transforms.Text;
        using var model = text.TextEmbedding(Fitted.Compressed, new() { InputColumnName = "Sentence1", Normalize = true }).Fit(Fitted.Train);
        model.Model.Save(file);

        using var loaded = text.TextEmbedding(file, inputColumnName: "Sentence1").Fit(Fitted.Train);

        Assert.That(loaded.Embed("I was charged twice"), Is.EqualTo(model.Embed("I was charged twice")));
        Assert.That(loaded.Model.SizeInBytes, Is.EqualTo(model.Model.SizeInBytes));
    }

    [Test]
    public void Distillation_StudentFromFile_SaysTheSameAsFromTheModel()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("start.mlc");
        Pretrained.Student.Model.Save(file);

        Assert.That(StudentInitialization.FromCheckpoint(file), Is.EqualTo(StudentInitialization.From(Pretrained.Student.Model)));
    }

    [Test]
    public void TextClassification_FileOfSomethingElse_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("start.mlc");
        File.WriteAllText(file, "no model");

        Assert.That(
            () => _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Checkpoint) = (null, file))).Fit(Fitted.Train),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("start.mlc"));
        Assert.That(
            () => _trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Checkpoint) = (null, folder.File("none.mlc")))).Fit(Fitted.Train),
            Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("none.mlc"));
    }
}
