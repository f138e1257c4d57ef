using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Runtime.Tests.Inference;
using MLNet.Compression.Runtime.Tests.Tokenization;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>Folders of Model2Vec.</summary>
[TestFixture]
internal sealed class StaticFolderTests
{
    private const int Dimensions = 3;

    private static int Pieces => TokenizerFolder.Tokens.Length;

    [Test]
    public void Load_Vectors_AreThoseOfThePieces()
    {
        using var folder = Folder(Values(Pieces));

        var loaded = StaticCheckpoint.Load(folder.Path);

        Assert.That(StaticCheckpoint.IsIn(folder.Path), Is.True);
        Assert.That(loaded.Dimensions, Is.EqualTo(Dimensions));
        Assert.That(loaded.Vectors, Is.EqualTo(Values(Pieces)));
        Assert.That(loaded.Tokenizer.Vocabulary.Tokens, Is.EqualTo(TokenizerFolder.Tokens));
        Assert.That(loaded.Shape, Is.EqualTo(BertShape.Static(Pieces, Dimensions)));
        Assert.That(loaded.Notes, Is.Empty);
    }

    [Test]
    public void Load_WeightsAndMapping_AreMultipliedAndSpread()
    {
        long[] rows = [0, 0, 1, 1, 1, 2, 2, 0, 1, 2];
        float[] weights = [.. Enumerable.Range(0, Pieces).Select(piece => 0.5f + piece)];
        using var folder = Folder(Values(3), writer =>
        {
            writer.Add("mapping", [Pieces], rows);
            writer.Add("weights", [Pieces], weights);
        });

        var loaded = StaticCheckpoint.Load(folder.Path);

        var expected = Enumerable.Range(0, Pieces).SelectMany(piece => Values(3).Skip((int)rows[piece] * Dimensions).Take(Dimensions).Select(value => weights[piece] * value));
        Assert.That(loaded.Vectors, Is.EqualTo(expected));
    }

    [Test]
    public void Load_TokenizerWithoutClassificationPieces_PutsThemBehindWithVectorsOfZeros()
    {
        string[] tokens = ["[PAD]", "[UNK]", "the", "cat", "##s"];
        using var folder = Folder(Values(tokens.Length), changeTokenizer: root =>
        {
            root["post_processor"] = null;
            root["added_tokens"] = new JsonArray();
            root["model"]!["vocab"] = new JsonObject(tokens.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id)));
        });

        var loaded = StaticCheckpoint.Load(folder.Path);

        Assert.That(loaded.Tokenizer.Vocabulary.Tokens, Is.EqualTo([.. tokens, "[CLS]", "[SEP]"]));
        Assert.That(loaded.Vectors, Is.EqualTo([.. Values(tokens.Length), .. new float[2 * Dimensions]]));
        var batch = new TokenBatch();
        loaded.Tokenizer.AddTo(batch, "the cats", 10);
        Assert.That(batch.Ids.ToArray(), Is.EqualTo([5, 2, 3, 4, 6]));
    }

    [Test]
    public void Load_NormalizedFolder_SaysSo()
    {
        using var folder = Folder(Values(Pieces), config: """{"model_type": "model2vec", "normalize": true}""");

        Assert.That(StaticCheckpoint.Load(folder.Path).Notes, Has.One.Contains("normalised"));
    }

    [TestCase("Unigram")]
    [TestCase("BPE")]
    public void Load_OtherTokenizer_IsRefusedByName(string type)
    {
        using var folder = Folder(Values(Pieces), changeTokenizer: root => root["model"]!["type"] = type);

        AssertRefused(folder, $"'{type}'", "WordPiece");
    }

    [Test]
    public void Load_RowsThatAreNotThePieces_AreRefused()
    {
        using var fewer = Folder(Values(Pieces - 1));
        using var mapped = Folder(Values(3), writer => writer.Add("mapping", [Pieces], new long[] { 0, 0, 1, 1, 1, 2, 2, 0, 1, 3 }));
        using var negative = Folder(Values(3), writer => writer.Add("mapping", [Pieces], new long[] { -1, 0, 1, 1, 1, 2, 2, 0, 1, 2 }));
        using var few = Folder(Values(3), writer => writer.Add("mapping", [2], new long[] { 0, 1 }));
        using var weights = Folder(Values(Pieces), writer => writer.Add("weights", [2], new float[] { 0, 1 }));

        AssertRefused(fewer, "'embeddings'", "10 pieces");
        AssertRefused(mapped, "'mapping', element 9", "from 0 to 2");
        AssertRefused(negative, "'mapping', element 0", "-1");
        AssertRefused(few, "'mapping'", "10 pieces");
        AssertRefused(weights, "'weights'", "10 pieces");
    }

    [Test]
    public void Load_NumbersThatAreNone_AreRefused()
    {
        var values = Values(Pieces);
        values[4] = float.NaN;
        using var folder = Folder(values);

        AssertRefused(folder, "'embeddings', element 4", "finite");
    }

    [Test]
    public void Load_FewRowsSpreadOverManyDimensions_AreRefusedBeforeMemoryIsTaken()
    {
        var tokens = Enumerable.Range(0, 40_000).Select(id => KeyValuePair.Create($"p{id}", (JsonNode?)(id + 4))).Prepend(KeyValuePair.Create("[SEP]", (JsonNode?)3))
            .Prepend(KeyValuePair.Create("[CLS]", (JsonNode?)2)).Prepend(KeyValuePair.Create("[UNK]", (JsonNode?)1)).Prepend(KeyValuePair.Create("[PAD]", (JsonNode?)0)).ToList();
        using var folder = Folder(new float[60_000], writer => writer.Add("mapping", [tokens.Count], new long[tokens.Count]), dimensions: 60_000, changeTokenizer: root =>
        {
            root["added_tokens"] = new JsonArray();
            root["model"]!["vocab"] = new JsonObject(tokens);
        });

        AssertRefused(folder, "40004 of 60000");
    }

    [Test]
    public void Load_MissingFiles_AreNamed()
    {
        using var folder = Folder(Values(Pieces));
        File.Delete(folder.File("tokenizer.json"));
        Assert.That(() => StaticCheckpoint.Load(folder.Path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("tokenizer.json"));
        File.Delete(folder.File("model.safetensors"));
        Assert.That(() => StaticCheckpoint.Load(folder.Path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("model.safetensors"));
        File.Delete(folder.File("config.json"));
        Assert.That(() => StaticCheckpoint.Load(folder.Path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains("config.json"));
        Assert.That(StaticCheckpoint.IsIn(folder.Path), Is.False);
    }

    [Test]
    public void Load_NoEmbeddings_NamesWhatIsThere()
    {
        using var folder = Folder(null, writer => writer.Add("bert.weight", [1], new float[] { 1 }));

        AssertRefused(folder, "'embeddings'", "bert.weight");
    }

    [Test]
    public void Write_StaticModel_IsReadAgain([Values] bool int8)
    {
        using var folder = new TokenizerFolder();
        var model = TestModels.Create(int8 ? CompressedModelBuilder.Int8 : CompressedModelBuilder.Float32, TestModels.Static);

        StaticFolderWriter.Write(model, folder.Path, overwrite: true);
        var loaded = StaticCheckpoint.Load(folder.Path);

        var vectors = new float[TestModels.VocabularySize * 30];
        model.Embeddings.Words.Decode(vectors);
        Assert.That(loaded.Vectors, Is.EqualTo(vectors));
        Assert.That(loaded.Tokenizer.Vocabulary.Tokens, Is.EqualTo(model.Vocabulary.Tokens));
        Assert.That(loaded.Tokenizer.Options, Is.EqualTo(model.Tokenizer));
        Assert.That(loaded.Notes, Is.Empty);
    }

    [Test]
    public void Write_ModelWithLayers_IsRefused() => Assert.That(
        () => StaticFolderWriter.Write(TestModels.Create(), "nowhere", overwrite: false), Throws.TypeOf<NotSupportedException>().With.Message.Contains("3 layers"));

    private static float[] Values(int rows) => [.. Enumerable.Range(0, rows * Dimensions).Select(i => (float)Math.Sin(i + 1))];

    private static TokenizerFolder Folder(
        float[]? embeddings, Action<SafetensorsWriter>? add = null, Action<JsonNode>? changeTokenizer = null, string config = """{"model_type": "model2vec", "normalize": false}""", int dimensions = Dimensions)
    {
        var folder = new TokenizerFolder().WriteTokenizer(changeTokenizer).Write("config.json", config);
        var writer = new SafetensorsWriter();
        if (embeddings is not null)
        {
            writer.Add("embeddings", [embeddings.Length / dimensions, dimensions], embeddings);
        }

        add?.Invoke(writer);
        writer.Save(folder.File("model.safetensors"));
        return folder;
    }

    private static void AssertRefused(TokenizerFolder folder, params string[] said)
    {
        var fault = Assert.Throws<ModelFileException>(() => StaticCheckpoint.Load(folder.Path))!;
        foreach (var part in said)
        {
            Assert.That(fault.Message, Does.Contain(part));
        }
    }
}
