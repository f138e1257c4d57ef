using MLNet.Compression.Runtime.Inference;

namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class ClassifierLoadTests
{
    [Test]
    public void Load_SavedModel_ScoresAsTheModelDoes()
    {
        using var folder = new TemporaryFolder();
        var model = TestModels.Create();
        model.Save(folder.File("model.mlcm"));

        Assert.That(Directory.GetFiles(folder.Path), Has.Length.EqualTo(1), "no temporary file is left");
        using var loaded = TextClassifier.Load(folder.File("model.mlcm"));
        using var made = new TextClassifier(model);
        Assert.That(Score(loaded), Is.EqualTo(Score(made)));
        Assert.That(() => KernelWarmUp.Completion.Wait(), Throws.Nothing);
    }

    [Test]
    public void Load_OtherFile_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.mlcm"), "something else");

        Assert.That(() => TextClassifier.Load(folder.File("model.mlcm")), Throws.TypeOf<ModelFileException>().With.Message.Contains("model.mlcm"));
    }

    [Test]
    public async Task After_WorkThatFails_KeepsItsException()
    {
        var failed = KernelWarmUp.After(Task.CompletedTask, () => throw new InvalidOperationException("first"));
        var second = KernelWarmUp.After(failed, () => throw new InvalidOperationException("second"));

        Assert.That(async () => await failed, Throws.InvalidOperationException.With.Message.EqualTo("first"));
        Assert.That(async () => await second, Throws.InvalidOperationException.With.Message.EqualTo("first"), "what comes after is not tried");
        await KernelWarmUp.After(Task.CompletedTask, () => { });
    }

    private static float[] Score(TextClassifier classifier)
    {
        var scores = new float[classifier.LabelCount];
        classifier.Score("piece7 piece8, piece9!", scores);
        return scores;
    }
}
