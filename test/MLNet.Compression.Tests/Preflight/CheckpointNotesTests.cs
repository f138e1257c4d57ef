using Microsoft.ML;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextEmbedding;

namespace MLNet.Compression.Tests.Preflight;

/// <summary>What the log says of a checkpoint whose head or vocabulary is not as it could be; the fit goes on.</summary>
public class CheckpointNotesTests
{
    [TestCase("BertForSequenceClassification", "BertForMultipleChoice", "'BertForMultipleChoice'")]
    [TestCase("BertForSequenceClassification", "OurOwnModel", "only its encoder")]
    public void Fit_CheckpointWithAnotherHead_LogsItAndTrainsANewOne(string from, string to, string expected)
    {
        using var checkpoint = new CheckpointCopy("bert-sequence");
        checkpoint.ReplaceInConfig(from, to);

        Assert.That(Fit(checkpoint), Has.Some.Contains(expected));
    }

    [Test]
    public void Fit_VocabularyShorterThanTheTable_SaysHowManyRowsAreNotUsed()
    {
        using var checkpoint = new CheckpointCopy("bert-sequence");
        var vocabulary = Path.Combine(checkpoint.Path, "vocab.txt");
        File.WriteAllLines(vocabulary, File.ReadAllLines(vocabulary)[..^3]);

        Assert.That(Fit(checkpoint), Has.One.Contains("3 of them are never used"));
    }

    [Test]
    public void Fit_CheckpointOfMeans_SaysThatTheMeanMayBeBetterUnlessItIsRead()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "embedder");
        Embeddings.Teacher.ExportCheckpoint(path);

        Assert.That(Fit(path), Has.One.Contains("Pooling = EmbeddingPooling.Mean"));
        Assert.That(Fit(path, EmbeddingPooling.Mean), Has.None.Contains("Pooling = EmbeddingPooling.Mean"));
    }

    private static List<string> Fit(CheckpointCopy checkpoint) => Fit(checkpoint.Path);

    private static List<string> Fit(string checkpoint, EmbeddingPooling? pooling = null)
    {
        var ml = new MLContext(seed: 1);
        var messages = new List<string>();
        ml.Log += (_, message) => messages.Add(message.RawMessage);
        var trainer = ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options { Checkpoint = checkpoint, Pooling = pooling, Epochs = 1, MaxTokens = 16, Threads = 1 });
        using var model = trainer.Fit(Messages.LoadKeyed(ml, 30));
        return messages;
    }
}
