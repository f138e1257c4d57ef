using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class SentenceSettingsTests
{
    private const string Transformer = """{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}""";
    private const string Pooling = """{"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}""";
    private const string Normalize = """{"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}""";
    private const string Mean = """{"word_embedding_dimension": 384, "pooling_mode_cls_token": false, "pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": false}""";

    [Test]
    public void Read_FolderOfAllMiniLm_SaysMeanAndUnitLength()
    {
        using var folder = Folder($"[{Transformer}, {Pooling}, {Normalize}]", Mean);
        File.WriteAllText(Path.Combine(folder.Path, "sentence_bert_config.json"), """{"max_seq_length": 256, "do_lower_case": false}""");

        Assert.That(SentenceSettings.Read(folder.Path), Is.EqualTo(new SentenceSettings(PoolerKind.Mean, true, 256)));
    }

    [Test]
    public void Read_FirstToken_SaysSo()
    {
        using var folder = Folder($"[{Transformer}, {Pooling}]", """{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}""");

        Assert.That(SentenceSettings.Read(folder.Path), Is.EqualTo(new SentenceSettings(PoolerKind.None, false, null)));
    }

    [Test]
    public void Read_StaticEmbedding_NeedsNoPooling()
    {
        using var folder = Folder($$"""[{"path": "", "type": "sentence_transformers.models.StaticEmbedding"}, {{Normalize}}]""", Mean);

        Assert.That(SentenceSettings.Read(folder.Path), Is.EqualTo(new SentenceSettings(PoolerKind.Mean, true, null)));
    }

    [Test]
    public void Read_PlainFolder_SaysNothing()
    {
        using var folder = new TemporaryFolder();

        Assert.That(SentenceSettings.Read(folder.Path), Is.EqualTo(new SentenceSettings(null, null, null)));
    }

    [TestCase("""{"pooling_mode_max_tokens": true}""", "max_tokens")]
    [TestCase("""{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true}""", "cls_token, pooling_mode_mean_tokens")]
    [TestCase("{}", "none")]
    [TestCase("""{"pooling_mode_mean_tokens": 1}""", "true or false")]
    [TestCase("[]", "a JSON object")]
    public void Read_OtherPooling_IsRefused(string pooling, string named)
    {
        using var folder = Folder($"[{Transformer}, {Pooling}]", pooling);

        Assert.That(() => SentenceSettings.Read(folder.Path), Throws.InstanceOf<ModelFileException>().With.Message.Contains(named).And.Message.Contains("1_Pooling"));
    }

    [TestCase("""[{"type": "sentence_transformers.models.CNN"}]""", "CNN")]
    [TestCase("[]", "Transformer")]
    [TestCase("""[{"type": "sentence_transformers.models.Pooling", "path": "1_Pooling"}, {"type": "a.Transformer"}]""", "Pooling, Transformer")]
    [TestCase("""[{"type": "a.Transformer"}, {"type": "a.Pooling", "path": "1_Pooling"}, {"type": "a.Dense", "path": "2_Dense"}, {"type": "a.Normalize"}]""", "Dense")]
    [TestCase("""[{"type": "a.Transformer", "path": "0_Transformer"}]""", "0_Transformer")]
    [TestCase("""[{"type": "a.Transformer"}, {"type": "a.Pooling", "path": "../1_Pooling"}]""", "../1_Pooling")]
    [TestCase("""[{"type": "a.Transformer"}, {"type": "a.Pooling"}]""", "modules[1].path")]
    [TestCase("""[{"path": ""}]""", "modules[0].type")]
    [TestCase("""[7]""", "modules[0]")]
    [TestCase("""{"type": "a.Transformer"}""", "a list")]
    [TestCase("""[{"type": "a.Transformer"}""", "well-formed")]
    public void Read_ModulesOfAnotherKind_AreRefused(string modules, string named)
    {
        using var folder = Folder(modules, Mean);

        Assert.That(() => SentenceSettings.Read(folder.Path), Throws.InstanceOf<ModelFileException>().With.Message.Contains(named).And.Message.Contains("modules.json"));
    }

    private static TemporaryFolder Folder(string modules, string pooling)
    {
        var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "modules.json"), modules);
        Directory.CreateDirectory(Path.Combine(folder.Path, "1_Pooling"));
        File.WriteAllText(Path.Combine(folder.Path, "1_Pooling", "config.json"), pooling);
        return folder;
    }
}
