using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Tests.Export;

public class CheckpointExportTests
{
    private static readonly string[] _texts = [.. Messages.Create(12, seed: 21).Select(message => message.Sentence1)];

    [Test]
    public void ExportCheckpoint_FineTunedModel_ScoresTheSameBitsWhenReadAgain()
    {
        using var folder = new TemporaryFolder();

        Fitted.Teacher.ExportCheckpoint(folder.Path);

        Assert.That(Scores(folder.Path), Is.EqualTo(Fitted.Teacher.Score(_texts)));
        Assert.That(Checkpoint.Load(folder.Path).LabelNames, Is.EqualTo(Fitted.Teacher.Model.Labels));
        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(5));
        TestContext.Out.WriteLine($"{_texts.Length} texts: no bit of a score differs");
    }

    [Test]
    public void ExportCheckpoint_EmbeddingModel_SaysHowItsVectorsAreMade([Values] EmbeddingPooling pooling, [Values] bool normalize)
    {
        using var folder = new TemporaryFolder();
        var text = Fitted.Context.Transforms.Text;
        var model = text.TextEmbedding(Fitted.Teacher, new TextEmbeddingEstimator.Options { InputColumnName = "Sentence1", Pooling = pooling, Normalize = normalize, MaxTokens = 20 }).Fit(Fitted.Test);

        model.ExportCheckpoint(folder.Path);
        model.ExportCheckpoint(folder.Path, overwrite: true);

        var read = text.TextEmbedding(folder.Path, "Sentence1").Fit(Fitted.Test);
        Assert.That(read.Embed(_texts), Is.EqualTo(model.Embed(_texts)));
        Assert.That((read.Model.Head, read.Model.MaxTokens), Is.EqualTo((model.Model.Head, 20)));
        Assert.That(Modules(folder.Path), Is.EqualTo(normalize ? new[] { "Transformer ''", "Pooling '1_Pooling'", "Normalize '2_Normalize'" } : ["Transformer ''", "Pooling '1_Pooling'"]));
    }

    [Test]
    public void ExportCheckpoint_FolderWithAnotherFileInside_IsKept()
    {
        using var folder = new TemporaryFolder();
        var model = Fitted.Context.Transforms.Text.TextEmbedding(Fitted.Teacher, new TextEmbeddingEstimator.Options { InputColumnName = "Sentence1" }).Fit(Fitted.Test);
        model.ExportCheckpoint(folder.Path);
        File.WriteAllText(Path.Combine(folder.Path, "1_Pooling", "notes.txt"), "mine");

        Assert.That(() => model.ExportCheckpoint(folder.Path, overwrite: true), Throws.InstanceOf<IOException>().With.Message.Contains("1_Pooling/notes.txt"));
        Assert.That(File.ReadAllText(Path.Combine(folder.Path, "1_Pooling", "notes.txt")), Is.EqualTo("mine"));
        File.Delete(Path.Combine(folder.Path, "1_Pooling", "notes.txt"));
        Fitted.Teacher.ExportCheckpoint(folder.Path, overwrite: true);
        Assert.That(Directory.Exists(Path.Combine(folder.Path, "1_Pooling")), Is.False, "a classifier has no such folder");
    }

    [Test]
    public void ExportCheckpoint_FineTunedModel_IsACheckpointToStartFrom()
    {
        using var folder = new TemporaryFolder();
        Fitted.Teacher.ExportCheckpoint(folder.Path);

        var model = TextModelFactory.Create(Checkpoint.Load(folder.Path), BertTokenizer.Load(folder.Path), Fitted.Teacher.Model.Labels, Fitted.Teacher.Model.MaxTokens, seed: 9);

        Assert.That(
            Scores(CompressedModelEncoder.Encode(model, ValueFormat.Float32)), Is.EqualTo(Fitted.Teacher.Score(_texts)), "classifier and pooler are kept");
    }

    /// <remarks>The exported weights are those that the integers stand for; what differs is that activations are no longer rounded.</remarks>
    [Test]
    public void ExportCheckpoint_PrunedAndQuantizedModel_ScoresAlmostTheSame()
    {
        using var folder = new TemporaryFolder();

        Fitted.Compressed.ExportCheckpoint(folder.Path);

        var deviation = Scores(folder.Path).Zip(Fitted.Compressed.Score(_texts), (a, b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max()).Max();
        var output = Checkpoint.Load(folder.Path).Tensors["encoder.layer.0.output.dense.weight"].Values;
        TestContext.Out.WriteLine($"largest deviation of a probability {deviation:g3}; {output.Count(w => w == 0)} of {output.Length} output weights are zero");
        Assert.That(deviation, Is.GreaterThan(0).And.LessThan(0.05));
        Assert.That(output.Count(weight => weight == 0), Is.GreaterThan(output.Length / 10), "pruned blocks stay zero");
    }

    [Test]
    public void ExportCheckpoint_FolderInUse_IsKeptUnlessAskedFor()
    {
        using var folder = new TemporaryFolder();
        Fitted.Teacher.ExportCheckpoint(folder.Path);

        Assert.That(() => Fitted.Compressed.ExportCheckpoint(folder.Path), Throws.TypeOf<IOException>().With.Message.Contains("not empty"));
        Assert.That(Scores(folder.Path), Is.EqualTo(Fitted.Teacher.Score(_texts)));

        Fitted.Compressed.ExportCheckpoint(folder.Path, overwrite: true);
        Assert.That(Checkpoint.Load(folder.Path).Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
    }

    private static float[][] Scores(string folder)
    {
        var tokenizer = BertTokenizer.Load(folder);
        return Scores(CompressedModelBuilder.FromCheckpoint(
            Checkpoint.Load(folder), tokenizer.Vocabulary, tokenizer.Options, maxTokens: Fitted.Teacher.Model.MaxTokens));
    }

    private static float[][] Scores(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        return [.. _texts.Select(text =>
        {
            var scores = new float[model.Labels.Count];
            classifier.Score(text, scores);
            return scores;
        })];
    }

    private static IEnumerable<string> Modules(string folder)
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "modules.json")));
        return [.. json.RootElement.EnumerateArray().Select(module => $"{module.GetProperty("type").GetString()!.Split('.')[^1]} '{module.GetProperty("path").GetString()}'")];
    }
}
