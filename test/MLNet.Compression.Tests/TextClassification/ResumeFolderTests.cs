using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextClassification;

/// <summary>A checkpoint folder that cannot be read right is refused before anything is trained.</summary>
public class ResumeFolderTests
{
    [Test]
    public void Fit_FolderWithoutVocabulary_SaysWhatIsMissing()
    {
        using var folder = new CheckpointCopy("bert-bare");
        File.Delete(Path.Combine(folder.Path, "vocab.txt"));

        Assert.That(() => Fit(folder.Path), Throws.InstanceOf<FileNotFoundException>().With.Message.Contains("vocab.txt").And.Message.Contains("tokenizer.json"));
    }

    [Test]
    public void Fit_VocabularyLargerThanTheModel_SaysBothSizes()
    {
        using var folder = new CheckpointCopy("bert-bare");
        File.AppendAllText(Path.Combine(folder.Path, "vocab.txt"), "one-piece-more\n");

        Assert.That(() => Fit(folder.Path), Throws.ArgumentException.With.Message.Contains("107").And.Message.Contains("106"));
    }

    [Test]
    public void Fit_FewerLayersThanConfigured_NamesTheTensor()
    {
        using var folder = new CheckpointCopy("bert-bare");
        folder.ReplaceInConfig("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3");

        Assert.That(() => Fit(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("encoder.layer.2.attention.self.query.weight"));
    }

    private static void Fit(string folder) =>
        Fitted.Context.MulticlassClassification.Trainers.TextClassification(checkpoint: folder, maxEpochs: 1).Fit(Fitted.Train);
}
