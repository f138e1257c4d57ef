using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Augmentation;
using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.Augmentation;

public class MaskedLanguageModelTests
{
    [Test]
    public void Predict_ChosenTokens_GivesTheReferenceLogitsOfTheseAlone()
    {
        var golden = GoldenModel.Load("bert-masked-lm");
        var batch = GoldenModel.Batch(GoldenFiles.Json("models", "bert-masked-lm", "inputs.json").GetProperty("sequences").EnumerateArray());
        var expected = GoldenFiles.Tensors("models", "bert-masked-lm", "outputs.safetensors");
        var (vocabulary, comparison) = (golden.Model.Shape.VocabularySize, new GoldenComparison("models/bert-masked-lm"));
        (int Sequence, int Place)[] chosen = [.. Enumerable.Range(0, batch.SequenceCount).Select(sequence => (sequence, sequence % 3)).Reverse()];
        var logits = new float[chosen.Length][];

        new MaskedLanguageModel(golden.Model).Predict(
            batch, [.. chosen.Select(token => batch.SequenceStarts[token.Sequence] + token.Place)], (i, row) => logits[i] = row.ToArray(), CancellationToken.None);

        for (var i = 0; i < chosen.Length; i++)
        {
            var (sequence, place) = chosen[i];
            comparison.Add($"seq{sequence}.logits, token {place}", logits[i], expected[$"seq{sequence}.logits"].AsSpan(place * vocabulary, vocabulary));
        }

        comparison.AssertBelow(1e-5);
    }

    [Test]
    public void Predict_DamagedWeights_SaysSo()
    {
        var golden = GoldenModel.Load("bert-masked-lm");
        golden.Model.Head.Decoder!.Bias.ValueSpan[7] = float.NaN;
        var batch = new TokenBatch();
        batch.AddSequence([2, 5, 3], [0, 0, 0]);

        Assert.That(() => new MaskedLanguageModel(golden.Model).Predict(batch, [1], (_, _) => { }, CancellationToken.None), Throws.InvalidOperationException.With.Message.Contains("no finite numbers"));
    }

    [TestCase("bert-sequence", "classification")]
    [TestCase("bert-bare", "the encoder alone")]
    public void Load_FolderWithoutHead_IsRefusedWithTheRemedy(string name, string found) => Assert.That(
        () => MaskedLanguageModel.Load(GoldenFiles.PathOrShared("models", name)),
        Throws.ArgumentException.With.Message.Contains(name).And.Message.Contains("no masked-LM head").And.Message.Contains(found).And.Message.Contains("continue the pretraining").And.Message.Contains("word vectors"));

    [Test]
    public void Load_NoFolder_SaysWhatToName() =>
        Assert.That(() => MaskedLanguageModel.Load("nowhere"), Throws.TypeOf<DirectoryNotFoundException>().With.Message.Contains("nowhere").And.Message.Contains("config.json"));

    [Test]
    public void Load_VocabularyWithoutMask_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var copy = folder.Copy(GoldenFiles.PathOrShared("models", "bert-masked-lm"));
        var vocabulary = Path.Combine(copy, "vocab.txt");
        File.WriteAllText(vocabulary, File.ReadAllText(vocabulary).Replace("[MASK]", "[NONE]", StringComparison.Ordinal));

        Assert.That(() => MaskedLanguageModel.Load(copy), Throws.ArgumentException.With.Message.Contains("no [MASK] piece"));
    }

    [Test]
    public void Create_OtherHead_IsRefused() => Assert.That(() => new MaskedLanguageModel(TinyModels.Create()), Throws.ArgumentException.With.Message.Contains("masked-LM"));

    [Test]
    public void Load_Folder_ReadsTheHead()
    {
        var model = MaskedLanguageModel.Load(GoldenFiles.PathOrShared("models", "bert-masked-lm"), threads: 1);

        Assert.That((model.MaskId, model.MaxTokens, model.SecondTokenType), Is.EqualTo((4, 18, 1)));
        Assert.That(Checkpoint.Load(GoldenFiles.PathOrShared("models", "bert-masked-lm")).Head, Is.EqualTo(HeadKind.MaskedLm));
    }
}
