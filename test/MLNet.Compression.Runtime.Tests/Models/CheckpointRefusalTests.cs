using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Models.Checkpoints;
using MLNet.Compression.Runtime.Tests.Files;
using MLNet.Compression.Runtime.Tests.Files.Pickle;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CheckpointRefusalTests
{
    [TestCase("bert-sequence", "position_embedding_type", "\"relative_key\"", "'absolute'")]
    [TestCase("bert-sequence", "is_decoder", "true", "false")]
    [TestCase("bert-sequence", "is_encoder_decoder", "true", "false")]
    [TestCase("bert-sequence", "add_cross_attention", "true", "false")]
    [TestCase("bert-sequence", "hidden_act", "\"swish\"", "gelu_new")]
    [TestCase("bert-sequence", "model_type", "\"deberta\"", "bert, albert, distilbert, roberta, xlm-roberta")]
    [TestCase("bert-sequence", "model_type", null, "bert, albert, distilbert")]
    [TestCase("bert-sequence", "hidden_size", null, "whole number")]
    [TestCase("bert-sequence", "hidden_size", "0", "from 1")]
    [TestCase("bert-sequence", "hidden_size", "48.5", "whole number")]
    [TestCase("bert-sequence", "hidden_size", "\"48\"", "whole number")]
    [TestCase("bert-sequence", "num_attention_heads", "5", "divisor")]
    [TestCase("bert-sequence", "num_hidden_layers", "1000000", "1024")]
    [TestCase("bert-sequence", "vocab_size", "-1", "from 1")]
    [TestCase("bert-sequence", "layer_norm_eps", "0", "above 0")]
    [TestCase("bert-sequence", "hidden_dropout_prob", "1.5", "from 0 to 1")]
    [TestCase("bert-sequence", "pruned_heads", "{\"0\":[1]}", "{}")]
    [TestCase("bert-sequence", "pruned_heads", "[0]", "{}")]
    [TestCase("albert", "position_embedding_type", "\"relative_key_query\"", "'absolute'")]
    [TestCase("albert", "inner_group_num", "2", "expected 1")]
    [TestCase("albert", "num_hidden_groups", "4", "from 1 to 3")]
    [TestCase("albert", "embedding_size", "48", "another number")]
    [TestCase("distilbert", "n_heads", "3", "divisor")]
    [TestCase("distilbert", "activation", "\"tanh\"", "gelu")]
    public void Load_UnsupportedOrWrongSetting_IsRefusedByName(string model, string key, string? value, string reason)
    {
        using var folder = new ModelFolder(model);
        folder.Configure(key, value);

        Assert.That(
            () => Checkpoint.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains($"'{key}").And.Message.Contains(reason).And.Message.Contains("config.json"));
    }

    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("")]
    [TestCase("{\"model_type\":\"bert\",\"model_type\":\"bert\"}")]
    [TestCase("{\"model_type\":\"\\ud800\"}")]
    [TestCase("{\"a\":[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]}")]
    public void Load_ConfigurationNotWellFormed_IsRefused(string json)
    {
        using var folder = new ModelFolder("bert-bare");
        File.WriteAllText(folder.File("config.json"), json);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("config.json"));
    }

    [Test]
    public void Load_ConfigurationOfAMegabyte_TakesBoundedMemory()
    {
        using var folder = new ModelFolder("bert-bare");
        var items = string.Join(",", Enumerable.Repeat("1", (1 << 19) - 20));
        File.WriteAllText(folder.File("config.json"), $"{{\"a\":[{items}]}}");

        Assert.That(Hostile.TryRead(1 << 20, () => Checkpoint.Load(folder.Path)), Is.False);
    }

    [Test]
    public void Load_MissingTensor_NamesItAndItsShape()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Rename(name => name == "bert.encoder.layer.1.output.dense.weight" ? null : name);

        Assert.That(
            () => Checkpoint.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("'encoder.layer.1.output.dense.weight'").And.Message.Contains("[48, 80]")
                .And.Message.Contains("model.safetensors"));
    }

    [TestCase("bert-sequence", "num_hidden_layers", "4", "encoder.layer.3.attention.self.query.weight")]
    [TestCase("albert-groups", "num_hidden_groups", "4", "albert_layer_groups.2.albert_layers.0.attention.query.weight")]
    [TestCase("distilbert", "n_layers", "3", "transformer.layer.2.attention.q_lin.weight")]
    public void Load_FewerLayersThanConfigured_NamesTheFirstThatIsMissing(string model, string key, string value, string tensor)
    {
        using var folder = new ModelFolder(model);
        folder.Configure(key, value);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(tensor).And.Message.Contains("found none"));
    }

    [TestCase("bert-sequence", "num_hidden_layers", "2", "'bert.encoder.layer.2.attention")]
    [TestCase("bert-bare", "num_hidden_layers", "1", "'encoder.layer.1.attention")]
    [TestCase("albert-groups", "num_hidden_groups", "1", "'albert.encoder.albert_layer_groups.1.albert_layers.0")]
    [TestCase("distilbert", "n_layers", "1", "'distilbert.transformer.layer.1.attention")]
    public void Load_MoreLayersThanConfigured_NamesOneTooMany(string model, string key, string value, string tensor)
    {
        using var folder = new ModelFolder(model);
        folder.Configure(key, value);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains(tensor).And.Message.Contains("another config.json"));
    }

    [TestCase("bert.encoder.layer.0.attention.self.distance_embedding.weight")]
    [TestCase("bert.encoder.layer.1.crossattention.self.query.weight")]
    [TestCase("embeddings.LayerNorm.weight", TestName = "Load_EncoderTensorTooMany_IsRefused(there with a prefix and without)")]
    public void Load_EncoderTensorTooMany_IsRefused(string name)
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Add(name, [3, 2], new float[6]);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains($"'{name}'").And.Message.Contains("[3, 2]"));
    }

    [TestCase("distilbert", "pre_classifier.weight", "[32, 32]")]
    [TestCase("albert", "albert.pooler.weight", "[48, 48]")]
    public void Load_PartOfThePoolerIsNotThere_IsRefusedByItsName(string model, string tensor, string shape)
    {
        using var folder = new ModelFolder(model);
        folder.Rename(name => name == tensor ? null : name);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains($"'{tensor}'").And.Message.Contains(shape));
    }

    [TestCase("bert-bare", "vocab_size", "105", "'embeddings.word_embeddings.weight'", "[105, 32]", "[106, 32]")]
    [TestCase("bert-bare", "type_vocab_size", "1", "'embeddings.token_type_embeddings.weight'", "[1, 32]", "[2, 32]")]
    [TestCase("distilbert", "max_position_embeddings", "20", "'distilbert.embeddings.position_embeddings.weight'", "[20, 32]", "[18, 32]")]
    [TestCase("albert", "embedding_size", "24", "'albert.embeddings.word_embeddings.weight'", "[106, 24]", "[106, 16]")]
    public void Load_OtherSizesThanConfigured_NamesTensorAndBothShapes(string model, string key, string value, string tensor, string expected, string found)
    {
        using var folder = new ModelFolder(model);
        folder.Configure(key, value);

        Assert.That(
            () => Checkpoint.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(tensor).And.Message.Contains(expected).And.Message.Contains(found));
    }

    [TestCase(float.NaN)]
    [TestCase(float.NegativeInfinity)]
    public void Load_WeightThatIsNoNumber_NamesTensorAndElement(float value)
    {
        using var folder = new ModelFolder("bert-bare");
        var bias = new float[32];
        bias[7] = value;
        folder.Rename(name => name == "pooler.dense.bias" ? null : name);
        folder.Add("pooler.dense.bias", [32], bias);

        Assert.That(
            () => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("'pooler.dense.bias', element 7").And.Message.Contains($"{value}"));
    }

    [Test]
    public void Load_HalfAPooler_IsRefused()
    {
        using var folder = new ModelFolder("bert-bare");
        folder.Rename(name => name == "pooler.dense.bias" ? null : name);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("'pooler.dense.bias'"));
    }

    [Test]
    public void Load_OtherShapeThanConfigured_NamesTensorAndBothShapes()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Configure("intermediate_size", "81");

        Assert.That(
            () => Checkpoint.Load(folder.Path),
            Throws.TypeOf<ModelFileException>().With.Message.Contains("'bert.encoder.layer.0.intermediate.dense.weight'")
                .And.Message.Contains("[81, 48]").And.Message.Contains("[80, 48]"));
    }

    [Test]
    public void Load_TensorOfIntegers_IsRefused()
    {
        using var folder = new ModelFolder("bert-bare");
        var path = folder.File("model.safetensors");
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().IndexOf("\"F32\""u8);
        bytes[at + 1] = (byte)'I';
        File.WriteAllBytes(path, bytes);

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("I32"));
    }

    [Test]
    public void Load_OnlyTheDecodersBias_IsRead()
    {
        using var folder = new ModelFolder("bert-masked-lm");
        folder.Rename(name => name == "cls.predictions.bias" ? "cls.predictions.decoder.bias" : name);

        var expected = Checkpoint.Load(GoldenFiles.Model("bert-masked-lm")).Tensors["cls.predictions.bias"].Values;
        Assert.That(Checkpoint.Load(folder.Path).Tensors["cls.predictions.bias"].Values, Is.EqualTo(expected));
    }

    [Test]
    public void Load_ShardedWeights_IsRefusedSayingSo()
    {
        using var folder = new ModelFolder("bert-bare");
        File.Delete(folder.File("model.safetensors"));
        File.WriteAllText(folder.File("model.safetensors.index.json"), "{}");

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("without sharding"));
    }

    [Test]
    public void Load_EmptyFolder_ListsWhatBelongsThere()
    {
        using var folder = new TemporaryFolder();

        Assert.That(
            () => Checkpoint.Load(folder.Path),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("empty").And.Message.Contains("config.json").And.Message.Contains("model.safetensors")
                .And.Message.Contains("pytorch_model.bin").And.Message.Contains("tokenizer.json").And.Message.Contains("vocab.txt"));
    }

    [TestCase("config.json")]
    [TestCase("model.safetensors")]
    [TestCase("pytorch_model.bin")]
    [TestCase("vocab.txt")]
    public void Load_GitLfsPointer_IsCalledOne(string name)
    {
        using var folder = new ModelFolder("bert-bare");
        if (name == "pytorch_model.bin")
        {
            File.Delete(folder.File("model.safetensors"));
        }

        File.WriteAllText(folder.File(name), "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 90888945\n");

        Assert.That(
            () => (Checkpoint.Load(folder.Path), BertTokenizer.Load(folder.Path)),
            Throws.TypeOf<ModelFileException>().With.Message.Contains(name).And.Message.Contains("Git LFS pointer").And.Message.Contains("git lfs pull"));
    }

    [TestCase("config.json")]
    [TestCase("model.safetensors")]
    public void Load_FileNotThere_SaysWhich(string name)
    {
        using var folder = new ModelFolder("bert-bare");
        File.Delete(folder.File(name));

        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<FileNotFoundException>().With.Message.Contains(name));
    }

    [Test]
    public void Load_FolderNotThere_SaysSo() => Assert.That(
        () => Checkpoint.Load(GoldenFiles.Model("no-such-model")), Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("no-such-model"));

    [Test]
    public void Load_OneValueExpandedToAHugeModel_IsRefusedBeforeMemoryIsTaken()
    {
        using var folder = new ModelFolder("bert-bare");
        File.Delete(folder.File("model.safetensors"));
        folder.Configure("vocab_size", "16000000");
        var settings = new ModelSettings
        {
            ModelType = "bert",
            Shape = BertShape.Uniform(16_000_000, 2, 32, 2, 40) with { MaxPositions = 18 },
        };
        var pickle = PickleBytes.StartDictionary();
        foreach (var tensor in ModelTensors.Of(settings))
        {
            pickle.Text(tensor.Name).Tensor([.. tensor.Shape.Select(size => (long)size)], new long[tensor.Shape.Length], 0, 1);
        }

        var bytes = TorchBytes.Zip(pickle.EndDictionary().ToArray(), new byte[4]);
        File.WriteAllBytes(folder.File("pytorch_model.bin"), bytes);

        Assert.That(Hostile.TryRead(bytes.Length, () => Checkpoint.Load(folder.Path)), Is.False);
        Assert.That(() => Checkpoint.Load(folder.Path), Throws.TypeOf<ModelFileException>().With.Message.Contains("at most"));
    }
}
