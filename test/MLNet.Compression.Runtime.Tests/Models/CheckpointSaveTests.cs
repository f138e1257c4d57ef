using System.Globalization;
using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CheckpointSaveTests
{
    private static readonly string[] _models =
    [
        "albert", "albert-groups", "bert-bare", "bert-bfloat16", "bert-eps", "bert-float16", "bert-gelu-new", "bert-masked-lm",
        "bert-qa", "bert-regression", "bert-relu", "bert-sequence", "bert-token", "distilbert",
    ];

    // Keys in whose values other libraries are interested and we are not may be left out.
    private static readonly string[] _writtenKeys =
    [
        "architectures", "model_type", "hidden_act", "activation", "hidden_size", "dim", "vocab_size", "num_hidden_layers", "n_layers",
        "num_attention_heads", "n_heads", "intermediate_size", "hidden_dim", "max_position_embeddings", "type_vocab_size", "layer_norm_eps",
        "hidden_dropout_prob", "attention_probs_dropout_prob", "dropout", "attention_dropout", "seq_classif_dropout", "embedding_size",
        "num_hidden_groups", "inner_group_num", "classifier_dropout_prob", "id2label", "label2id",
    ];

    [TestCaseSource(nameof(_models))]
    public void Save_LoadedModel_WritesTheSameTensorsUnderTheSameNames(string model)
    {
        using var folder = new TemporaryFolder();
        Checkpoint.Load(GoldenFiles.Model(model)).Save(folder.Path);

        using var expected = new SafetensorsReader(Path.Combine(GoldenFiles.Model(model), "model.safetensors"));
        using var written = new SafetensorsReader(folder.File("model.safetensors"));
        Assert.That(written.Tensors.Keys, Is.EquivalentTo(expected.Tensors.Keys));
        foreach (var tensor in expected.Tensors.Values)
        {
            Assert.That(written.Tensors[tensor.Name].Shape, Is.EqualTo(tensor.Shape), tensor.Name);
            Assert.That(written.ReadFloats(written.Tensors[tensor.Name]), Is.EqualTo(expected.ReadFloats(tensor)), tensor.Name);
        }
    }

    [TestCaseSource(nameof(_models))]
    public void Save_LoadedModel_WritesTheSameSettings(string model)
    {
        using var folder = new TemporaryFolder();
        Checkpoint.Load(GoldenFiles.Model(model)).Save(folder.Path);

        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(GoldenFiles.Model(model), "config.json")));
        using var written = JsonDocument.Parse(File.ReadAllBytes(folder.File("config.json")));
        foreach (var key in _writtenKeys.Where(key => expected.RootElement.TryGetProperty(key, out _)))
        {
            Assert.That(Text(written.RootElement, key), Is.EqualTo(Text(expected.RootElement, key)), key);
        }
    }

    [TestCaseSource(nameof(_models))]
    public void Save_LoadedModel_LoadsAgainWithTheSameSettings(string model)
    {
        using var folder = new TemporaryFolder();
        var checkpoint = Checkpoint.Load(GoldenFiles.Model(model));
        checkpoint.Save(folder.Path);

        Assert.That(SettingsText(Checkpoint.Load(folder.Path)), Is.EqualTo(SettingsText(checkpoint)));
    }

    [Test]
    public void Save_Folder_HoldsNoTemporaryFiles()
    {
        using var folder = new TemporaryFolder();
        Checkpoint.Load(GoldenFiles.Model("bert-bare")).Save(folder.Path);

        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(["config.json", "model.safetensors"]));
    }

    [Test]
    public void Save_UnevenLayers_IsRefusedBeforeAnythingIsWritten()
    {
        var checkpoint = Checkpoint.Load(GoldenFiles.Model("bert-bare"));
        var narrow = checkpoint.Shape.Layers[1] with { FeedForwardSize = 8 };
        var settings = checkpoint.Settings with { Shape = checkpoint.Shape with { Layers = [checkpoint.Shape.Layers[0], narrow] } };
        var tensors = checkpoint.Tensors.Values.Select(tensor => tensor.Name switch
        {
            "encoder.layer.1.intermediate.dense.weight" => new NamedTensor(tensor.Name, [8, 32], new float[8 * 32]),
            "encoder.layer.1.intermediate.dense.bias" => new NamedTensor(tensor.Name, [8], new float[8]),
            "encoder.layer.1.output.dense.weight" => new NamedTensor(tensor.Name, [32, 8], new float[32 * 8]),
            _ => tensor,
        });
        var pruned = new Checkpoint(settings, tensors);
        using var folder = new TemporaryFolder();

        Assert.That(() => pruned.Save(folder.File("model")), Throws.TypeOf<NotSupportedException>().With.Message.Contains("layers of one size"));
        Assert.That(Directory.Exists(folder.File("model")), Is.False);
    }

    private static string Text(JsonElement config, string key) =>
        !config.TryGetProperty(key, out var value) ? "absent"
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble().ToString("R", CultureInfo.InvariantCulture)
        : JsonSerializer.Serialize(value);

    private static string SettingsText(Checkpoint checkpoint) => string.Join("; ", (object[])
    [
        checkpoint.Settings with { Shape = checkpoint.Shape.WithLayersOf() with { Layers = [] }, LabelNames = [] },
        string.Join(", ", checkpoint.Shape.Layers),
        string.Join(", ", checkpoint.Shape.AttentionOfLayer),
        string.Join(", ", checkpoint.LabelNames),
    ]);
}
