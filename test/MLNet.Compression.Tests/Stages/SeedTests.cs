using System.Globalization;
using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Stages;

/// <summary>Where the one seed of a chain comes from.</summary>
public class SeedTests
{
    private const string Text = "I was charged twice";

    [Test]
    public void Fit_EstimatorsOfOneContext_GiveTheSameModel()
    {
        var ml = new MLContext(seed: 1);

        var scores = Score(ml);

        Assert.That(Score(ml), Is.EqualTo(scores));
        Assert.That(Score(new MLContext(seed: 1)), Is.EqualTo(scores));
    }

    [Test]
    public void Fit_SeedInTheOptions_OverrulesThatOfTheContext()
    {
        var scores = Score(new MLContext(seed: 1), seed: 2);

        Assert.That(Score(new MLContext(seed: 3), seed: 2), Is.EqualTo(scores));
        Assert.That(Score(new MLContext(seed: 1)), Is.Not.EqualTo(scores));
    }

    [Test]
    public void Fit_SeedOfALaterStage_IsItsOwn()
    {
        float[] Student(int? seed) => Fitted.Context.MulticlassClassification.Trainers
            .Distillation(Fitted.Teacher, Small.Distillation(options => (options.Epochs, options.Seed) = (1, seed))).Fit(Fitted.Train).Score(Text);

        Assert.That(Student(1), Is.EqualTo(Student(null)), "the teacher's");
        Assert.That(Student(2), Is.Not.EqualTo(Student(1)));
    }

    [Test]
    public void Fit_NoSeedAnywhere_SaysWhichWasChosen()
    {
        var (ml, messages) = (new MLContext(), new List<string>());
        ml.Log += (_, message) => messages.Add(message.RawMessage);

        var scores = Score(ml);

        var told = messages.Single(message => message.Contains("chosen at random", StringComparison.Ordinal));
        Assert.That(Score(new MLContext(), seed: int.Parse(told.Split(' ', ',')[1], CultureInfo.InvariantCulture)), Is.EqualTo(scores));
        Assert.That(Score(ml), Is.Not.EqualTo(scores), "as ML.NET's own trainers do without a seed");
    }

    [Test]
    public void Fit_NoSeedButAFolder_GoesOnWithTheSeedOfTheFirstRun()
    {
        using var folder = new TemporaryFolder();

        var scores = Score(new MLContext(), folder: folder.Path);

        Assert.That(Score(new MLContext(), folder: folder.Path), Is.EqualTo(scores));
    }

    [Test]
    public void Fit_KeptSeedIsNoNumber_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "seed.txt"), "seven");

        Assert.That(() => Score(new MLContext(), folder: folder.Path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("seed.txt").And.Message.Contains("'seven'"));
    }

    private static float[] Score(MLContext ml, int? seed = null, string? folder = null) => ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options =>
    {
        (options.Epochs, options.Seed, options.ResumeFolder) = (1, seed, folder);
    })).Fit(Messages.LoadKeyed(ml, 30)).Score(Text);
}
