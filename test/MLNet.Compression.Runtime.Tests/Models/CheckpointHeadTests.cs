using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

/// <summary>Heads that cannot be used: the encoder loads all the same, and a note says what was left out.</summary>
[TestFixture]
internal sealed class CheckpointHeadTests
{
    [TestCase("bert-sequence", "architectures", "[\"BertForMultipleChoice\"]", "'BertForMultipleChoice'")]
    [TestCase("bert-sequence", "architectures", "[\"BertForNextSentencePrediction\"]", "'BertForNextSentencePrediction'")]
    [TestCase("bert-sequence", "architectures", "[\"MyVeryOwnClassifier\"]", "'MyVeryOwnClassifier'")]
    [TestCase("distilbert", "architectures", "[\"BertForSequenceClassification\"]", "DistilBertForSequenceClassification")]
    [TestCase("bert-sequence", "architectures", "[1, {}]", "'architectures'")]
    [TestCase("bert-sequence", "problem_type", "\"ranking\"", "'ranking'")]
    [TestCase("bert-sequence", "problem_type", "7", "'problem_type'")]
    [TestCase("bert-sequence", "id2label", "{\"0\":\"a\",\"1\":\"b\"}", "[5, 48]")]
    [TestCase("bert-sequence", "id2label", "[]", "'id2label'")]
    [TestCase("bert-sequence", "num_labels", "4", "'num_labels' is 4")]
    [TestCase("bert-masked-lm", "tie_word_embeddings", "false", "'tie_word_embeddings'")]
    public void Load_HeadThatIsNotOneOfOurs_GivesTheEncoderAndSaysWhy(string model, string key, string value, string reason)
    {
        using var folder = new ModelFolder(model);
        folder.Configure(key, value);

        RequireEncoder(folder, model, reason);
    }

    [Test]
    public void Load_SeveralLabelsAText_IsAHeadOfItsOwn()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Configure("problem_type", "\"multi_label_classification\"");

        var (found, classes) = (Checkpoint.Load(folder.Path), Checkpoint.Load(GoldenFiles.Model("bert-sequence")));

        Assert.That(found.Head, Is.EqualTo(HeadKind.MultiLabel));
        Assert.That(found.LabelNames, Is.EqualTo(classes.LabelNames));
        Assert.That(found.Tensors["classifier.weight"].Values, Is.EqualTo(classes.Tensors["classifier.weight"].Values));
    }

    [TestCase("bert-sequence", "classifier.weight", "[5, 48]")]
    [TestCase("bert-token", "classifier.bias", "[7]")]
    [TestCase("bert-qa", "qa_outputs.weight", "[2, 32]")]
    [TestCase("bert-masked-lm", "cls.predictions.transform.dense.weight", "[32, 32]")]
    public void Load_PartOfTheHeadIsNotThere_GivesTheEncoderAndSaysWhy(string model, string tensor, string reason)
    {
        using var folder = new ModelFolder(model);
        folder.Rename(name => name == tensor ? null : name);

        RequireEncoder(folder, model, reason);
    }

    [Test]
    public void Load_DecoderThatIsNotTied_GivesTheEncoderAndSaysWhy()
    {
        using var folder = new ModelFolder("bert-masked-lm");
        folder.Add("cls.predictions.decoder.weight", [106, 32], new float[106 * 32]);

        RequireEncoder(folder, "bert-masked-lm", "to which it is tied");
    }

    [Test]
    public void Load_HeadOfValuesThatAreNoNumbers_GivesTheEncoderAndSaysWhy()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Rename(name => name == "classifier.bias" ? null : name);
        folder.Add("classifier.bias", [5], [0, 0, float.NaN, 0, 0]);

        RequireEncoder(folder, "bert-sequence", "element 2");
    }

    [Test]
    public void Load_SequenceClassifierWithoutPooler_GivesTheEncoderAndSaysWhy()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Rename(name => name.Contains("pooler", StringComparison.Ordinal) ? null : name);

        var checkpoint = Checkpoint.Load(folder.Path);

        Assert.That(checkpoint.Head, Is.EqualTo(HeadKind.None));
        Assert.That(checkpoint.MissingParts, Is.EqualTo(["pooler"]));
        Assert.That(checkpoint.Notes, Has.Some.Contains("'pooler.dense.weight'"));
    }

    [TestCase("{\"0\":\"a\",\"2\":\"b\",\"3\":\"c\",\"4\":\"d\",\"5\":\"e\"}", "'id2label'")]
    [TestCase("{\"0\":\"a\",\"00\":\"b\",\"1\":\"c\",\"2\":\"d\",\"3\":\"e\"}", "'id2label'")]
    public void Load_NamesOfOtherNumbers_AreNotUsed(string value, string reason)
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Configure("id2label", value);
        folder.Configure("num_labels", null);

        var checkpoint = Checkpoint.Load(folder.Path);

        Assert.That(checkpoint.LabelNames, Is.Empty);
        Assert.That(checkpoint.Notes, Has.Some.Contains(reason));
    }

    [Test]
    public void Load_FewerNamesThanLabels_TakesTheHeadWithoutNames()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Configure("id2label", "{\"0\":\"a\",\"1\":\"b\"}");
        folder.Configure("num_labels", "5");

        var checkpoint = Checkpoint.Load(folder.Path);

        Assert.That((checkpoint.Head, checkpoint.Settings.Labels), Is.EqualTo((HeadKind.Sequence, 5)));
        Assert.That(checkpoint.LabelNames, Is.Empty);
        Assert.That(checkpoint.Notes, Has.Some.Contains("names 2 labels"));
    }

    [Test]
    public void Load_NamesThatAreNumbers_AreTakenAsTexts()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Configure("id2label", "{\"0\":1,\"1\":2.5,\"2\":true,\"3\":\"d\",\"4\":-1}");

        var checkpoint = Checkpoint.Load(folder.Path);

        Assert.That(checkpoint.Head, Is.EqualTo(HeadKind.Sequence));
        Assert.That(checkpoint.LabelNames, Is.EqualTo(["1", "2.5", "true", "d", "-1"]));
        Assert.That(checkpoint.Notes, Is.Empty);
    }

    [Test]
    public void Load_NameOfTheClassAsAText_IsRead()
    {
        using var folder = new ModelFolder("bert-token");
        folder.Configure("architectures", "\"BertForTokenClassification\"");

        Assert.That(Checkpoint.Load(folder.Path).Head, Is.EqualTo(HeadKind.Token));
    }

    [Test]
    public void Load_TensorOfAnUnknownTypeThatNobodyReads_IsListedAsUnused()
    {
        using var folder = new ModelFolder("bert-bare");
        folder.Add("more.scales", [4], [1, 2, 3, 4]);
        var bytes = File.ReadAllBytes(folder.File("model.safetensors"));
        var at = bytes.AsSpan().IndexOf("\"more.scales\":{\"dtype\":\"F32\""u8) + "\"more.scales\":{\"dtype\":\"F"u8.Length;
        "99"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(folder.File("model.safetensors"), bytes);

        var checkpoint = Checkpoint.Load(folder.Path);

        Assert.That(checkpoint.UnusedTensors, Is.EqualTo(["more.scales"]));
        Assert.That(checkpoint.Notes, Has.One.Contains("more.scales"));
    }

    [Test]
    public void FromCheckpoint_HeadThatWasLeftOut_SaysWhy()
    {
        using var folder = new ModelFolder("bert-sequence");
        folder.Configure("problem_type", "\"ranking\"");

        Assert.That(
            () => CompressedModelBuilder.FromCheckpoint(Checkpoint.Load(folder.Path), BertTokenizer.Load(folder.Path).Vocabulary),
            Throws.ArgumentException.With.Message.Contains("ranking"));
    }

    private static void RequireEncoder(ModelFolder folder, string model, string reason)
    {
        var (found, expected) = (Checkpoint.Load(folder.Path), Checkpoint.Load(GoldenFiles.Model(model)));

        Assert.That(found.Head, Is.EqualTo(HeadKind.None));
        Assert.That(found.Notes, Has.Some.Contains(reason));
        Assert.That(found.Tensors.Values.Select(tensor => tensor.Values), Is.EqualTo(found.Tensors.Keys.Select(name => expected.Tensors[name].Values)));
        Assert.That(found.Tensors.Keys, Has.Some.EqualTo("encoder.layer.0.output.dense.weight"));
        Assert.That(found.UnusedTensors.Any(name => name.Contains("classifier.", StringComparison.Ordinal) || name.Contains("qa_outputs", StringComparison.Ordinal) || name.Contains("cls.predictions", StringComparison.Ordinal)), Is.True);
    }
}
