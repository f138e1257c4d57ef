using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>Texts of three words that always come in the same order, so that a hidden word follows from its neighbours.</summary>
public class LanguageModellingTests
{
    private const int Rows = 256;

    [Test]
    public void Run_WordsThatFollowEachOther_LearnsThem()
    {
        var (model, scores) = (Create(), new List<ValidationScore>());
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(report => scores.AddRange(report.Validation is { } score ? [score] : Array.Empty<ValidationScore>())))
        {
            Validation = LanguageModelling.HeldOut(model, Data(64, seed: 2), Masking.Bert),
        };

        LanguageModelling.Run(model, Data(Rows), Options(), environment);

        TestContext.Out.WriteLine($"{scores[0]} to {scores[^1]}");
        Assert.That(scores[^1].Score, Is.GreaterThan(0.9));
        Assert.That(scores[^1].Loss, Is.LessThan(0.3 * scores[0].Loss));
        Assert.That(scores[^1].TeacherAgreement, Is.Null);
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Run_MoreThreads_GivesTheSameBits() => Assert.That(Trained(threads: 3), Is.EqualTo(Trained(threads: 1)));

    [Test]
    public void HeldOut_SameRows_HidesTheSameTokensEveryTime()
    {
        var (first, second) = (LanguageModelling.HeldOut(Create(), Data(20), Masking.Bert), LanguageModelling.HeldOut(Create(), Data(20), Masking.DistilBert));

        Assert.That(TinyModels.Batch(first.Rows).Ids.ToArray(), Is.EqualTo(TinyModels.Batch(second.Rows).Ids.ToArray()));
        Assert.That(TinyModels.Batch(first.Rows).Ids.ToArray(), Is.Not.EqualTo(TinyModels.Batch(Data(20)).Ids.ToArray()));
    }

    [Test]
    public void Run_Classifier_SaysWhichHeadIsNeeded() =>
        Assert.That(
            () => LanguageModelling.Run(TinyModels.Create(), Data(4), Options(), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("head is Sequence").And.Message.Contains("needs MaskedLm"));

    [Test]
    public void Run_TokensHiddenThatNobodyAsksFor_IsRefused()
    {
        var options = Options();
        options.MaskedTokenShare = 0.1;

        Assert.That(() => LanguageModelling.Run(Create(), Data(4), options, new TrainingEnvironment(1)), Throws.ArgumentException.With.Message.Contains("Set it to 0"));
    }

    [Test]
    public void Run_NoRows_IsRefused() =>
        Assert.That(() => LanguageModelling.Run(Create(), Data(0), Options(), new TrainingEnvironment(1)), Throws.ArgumentException.With.Message.Contains("no rows"));

    private static float[] Trained(int threads)
    {
        var (model, options) = (Create(), Options());
        options.Epochs = 1;
        LanguageModelling.Run(model, Data(64), options, new TrainingEnvironment(1, threads));
        return TinyModels.Weights(model);
    }

    private static LanguageModellingOptions Options() =>
        new() { Epochs = 12, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };

    private static TextModel Create() =>
        TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed: 1, HeadKind.MaskedLm);

    private static TextDataset Data(int rows, int seed = 1)
    {
        var random = new Random(seed);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        for (var row = 0; row < rows; row++)
        {
            var first = random.Next(5) * 3;
            var words = Enumerable.Range(0, 3).Select(i => $"word{(char)('a' + first + i)}");
            data.Add(string.Join(' ', words).AsMemory(), null);
        }

        return data;
    }
}
