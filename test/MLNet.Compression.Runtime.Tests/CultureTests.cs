using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests;

/// <summary>Files, texts and messages read the same wherever a user lives.</summary>
[TestFixtureSource(typeof(Cultures), nameof(Cultures.All))]
public class CultureTests(string culture)
{
    [Test]
    public void Save_CheckpointInAnyCulture_GivesTheSameBytes() =>
        Assert.That(Cultures.In(culture, SavedModel), Is.EqualTo(Cultures.Invariant(SavedModel)));

    [Test]
    public void Encode_CapitalsAndAccentsInAnyCulture_GivesTheSameIds()
    {
        static int[] Ids()
        {
            var tokenizer = BertTokenizer.Load(GoldenFiles.Model("bert-sequence"));
            var batch = new TokenBatch();
            tokenizer.AddTo(batch, "THIS IS A LIST IN ISTANBUL: İI ıi, Straße, 1.5 and -3", 64);
            return batch.Ids.ToArray();
        }

        Assert.That(Cultures.In(culture, Ids), Is.EqualTo(Cultures.Invariant(Ids)));
    }

    [Test]
    public void Load_EpsilonBelowZeroInAnyCulture_SaysTheSame()
    {
        static string Message()
        {
            using var folder = new ModelFolder("bert-sequence");
            folder.Configure("layer_norm_eps", "-0.5");
            return Assert.Catch(() => Checkpoint.Load(folder.Path))!.Message.Replace(folder.Path, "", StringComparison.Ordinal);
        }

        var message = Cultures.Invariant(Message);

        Assert.That(message, Does.Contain("-0.5"));
        Assert.That(Cultures.In(culture, Message), Is.EqualTo(message));
    }

    [Test]
    public void Encode_InfiniteWeightInAnyCulture_SaysTheSame()
    {
        static string Message() => Assert.Catch<ArgumentException>(() => Int8Matrix.Encode([1, float.NegativeInfinity], 1, 2))!.Message;

        Assert.That(Cultures.In(culture, Message), Is.EqualTo(Cultures.Invariant(Message)).And.Contains("-Infinity"));
    }

    private static byte[] SavedModel()
    {
        var folder = GoldenFiles.Model("bert-sequence");
        var tokenizer = BertTokenizer.Load(folder);
        var model = CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder), tokenizer.Vocabulary, tokenizer.Options, CompressedModelBuilder.Int8, maxTokens: 16);
        using var file = new MemoryStream();
        model.Save(file);
        return file.ToArray();
    }
}
