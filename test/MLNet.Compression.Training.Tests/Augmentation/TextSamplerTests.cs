using MLNet.Compression.Training.Augmentation;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.Augmentation;

public class TextSamplerTests
{
    private static readonly TextVariant[] _seeds = [new("the movie was very good", null), new("what a bad book", null), new("  ", null)];

    private readonly TextModel _model = GoldenModel.Load("bert-masked-lm").Model;

    [TestCase(1.0, 106)]
    [TestCase(0.5, 106)]
    [TestCase(2.0, 5)]
    public void Draw_ManyTimes_FollowsTheSoftmaxOfTheBestPieces(double temperature, int most)
    {
        const int Draws = 20_000;
        float[] logits = [.. Enumerable.Range(0, 8).Select(i => MathF.Sin(i * 2.5f) * 2)];
        bool[] mayDraw = [true, true, false, true, true, true, true, true];
        var sampler = new PieceSampler(mayDraw, most, temperature);

        var counts = Enumerable.Range(0, Draws).Select(i => sampler.Draw(logits, new SeededRandom(1, (ulong)i))).CountBy(piece => piece).ToDictionary();

        var best = Enumerable.Range(0, 8).Where(piece => mayDraw[piece]).OrderByDescending(piece => logits[piece]).Take(most).ToArray();
        var sum = best.Sum(piece => Math.Exp(logits[piece] / temperature));
        Assert.That(counts.Keys, Is.SubsetOf(best));
        foreach (var piece in best)
        {
            var share = Math.Exp(logits[piece] / temperature) / sum;
            Assert.That(counts.GetValueOrDefault(piece), Is.EqualTo(share * Draws).Within(1 + (5 * Math.Sqrt(share * (1 - share) * Draws))), $"piece {piece}");
        }
    }

    /// <summary>A text of one token: what is drawn follows the model's own distribution behind [MASK], from a slow computation in double.</summary>
    [Test]
    public void Sample_OneToken_FollowsTheModel()
    {
        var logits = new ReferenceMaskedLm(_model).Logits([2, 4, 3], [0, 0, 0])[1];
        var best = Enumerable.Range(5, 101).OrderByDescending(id => logits[id]).Take(3).ToArray();
        var sum = best.Sum(id => Math.Exp(logits[id] / 0.1));
        const int Runs = 1500;

        var drawn = new List<string>();
        for (var seed = 0UL; drawn.Count < Runs; seed++)
        {
            var sampler = Sampler(options => (options.TopPieces, options.Temperature) = (3, 0.1), seed);
            drawn.AddRange(sampler.Run([SeedSequence.Of(new("good", null), new MaskedLanguageModel(_model), 18)], first: 0, CancellationToken.None).Select(text => text.Text));
        }

        foreach (var id in best)
        {
            var share = Math.Exp(logits[id] / 0.1) / sum;
            var text = _model.Tokenizer.Vocabulary[id].Replace("##", "", StringComparison.Ordinal);
            Assert.That(drawn.Count(one => one == text), Is.EqualTo(share * drawn.Count).Within(1 + (5 * Math.Sqrt(share * drawn.Count))), text);
        }
    }

    [Test]
    public void Make_Seeds_GivesNewTextsOnceEachWithoutMarks()
    {
        var texts = Make(options => options.Count = 60);

        Assert.That(texts, Has.Count.EqualTo(60).And.Unique);
        Assert.That(texts, Has.None.AnyOf([.. _seeds.Cast<object>()]));
        Assert.That(texts.Select(text => text.Text), Is.All.Not.Contains("[").And.All.Not.Contains("##").And.All.Not.Empty);
        Assert.That(texts.Select(text => text.Pair), Is.All.Null);
    }

    [Test]
    public void Make_AnyNumberOfThreadsAndReaders_IsTheSame()
    {
        var texts = Make(options => (options.Count, options.Threads, options.Sweeps) = (40, 1, 2));
        var sampled = Sampler(options => (options.Count, options.Sweeps) = (40, 2)).From(_seeds);

        Assert.That(sampled.Make(), Is.EqualTo(texts));
        Assert.That(sampled.Make(), Is.EqualTo(texts), "a second reader");
        Assert.That(sampled.Make().Take(5), Is.EqualTo(texts.Take(5)));
        Assert.That(Make(options => (options.Count, options.Sweeps) = (40, 2), seed: 2), Is.Not.EqualTo(texts));
    }

    [Test]
    public void Make_Masks_HasTheLengthsOfTheSeedsAndOnlyDrawnPieces()
    {
        var seed = new TextVariant("good bad film", null);
        var sequence = SeedSequence.Of(seed, new MaskedLanguageModel(_model), 18);
        var sampled = new SampledSequence(sequence, new MaskedLanguageModel(_model), new SamplingOptions { Start = SampledStart.Masks }, seed: 1);

        Assert.That(sampled.ToText(_model.Tokenizer.Vocabulary).Text, Is.EqualTo("[MASK] [MASK] [MASK]"));
        Assert.That(Sampler(options => options.Start = SampledStart.Masks).From([seed]).Make().Take(20).Select(text => text.Text), Is.All.Not.Contains("["));
    }

    [Test]
    public void Make_Pairs_DrawsBothSides()
    {
        var texts = Sampler(options => options.Count = 30).From([new("very good", "what a bad city")]).Make().ToList();

        Assert.That(texts, Has.Count.EqualTo(30));
        Assert.That(texts.Select(text => text.Pair), Is.All.Not.Null);
        Assert.That(texts.Select(text => text.Text).Distinct().Count(), Is.GreaterThan(5));
        Assert.That(texts.Select(text => text.Pair).Distinct().Count(), Is.GreaterThan(5));
    }

    [Test]
    public void HideNext_ASweep_HidesEveryPlaceOnce()
    {
        var sequence = SeedSequence.Of(new("the movie was very good in that city", null), new MaskedLanguageModel(_model), 18);
        var sampled = new SampledSequence(sequence, new MaskedLanguageModel(_model), new SamplingOptions { MaskedShare = 0.4, Sweeps = 2 }, seed: 1);

        int[][] steps = [.. Enumerable.Range(0, sampled.Steps).Select(_ => sampled.HideNext())];

        Assert.That(steps.Select(step => step.Length), Is.EqualTo([3, 3, 2, 3, 3, 2]));
        Assert.That(steps[..3].SelectMany(step => step), Is.EquivalentTo(Enumerable.Range(1, 8)));
        Assert.That(steps[3..].SelectMany(step => step), Is.EquivalentTo(Enumerable.Range(1, 8)));
        var second = steps[3..].SelectMany(step => step).ToArray();
        Assert.That(steps[..3].SelectMany(step => step), Is.Not.EqualTo(second), "in another order");
    }

    [Test]
    public void Make_FewPossibleTexts_EndsWithFewer()
    {
        var texts = Sampler(options => (options.Count, options.TopPieces) = (50, 2)).From([new("good", null)]).Make().ToList();

        Assert.That(texts, Has.Count.InRange(1, 2));
    }

    [Test]
    public void From_EmptySeeds_IsRefused()
    {
        Assert.That(() => Sampler().From([new("", null), new(" ", "")]), Throws.ArgumentException.With.Message.Contains("None of the 2 seed texts has a token"));
        Assert.That(() => Sampler().From([]), Throws.ArgumentException.With.Message.Contains("None of the 0"));
    }

    [Test]
    public void Make_Cancelled_Stops() =>
        Assert.That(() => Sampler().From(_seeds).Make(new CancellationToken(true)).First(), Throws.InstanceOf<OperationCanceledException>());

    [Test]
    public void Load_Faults_AreReportedTogether() => Assert.That(
        () => TextSampler.Load(new SamplingOptions { Count = 0, Sweeps = 0, MaskedShare = 15, Temperature = 0, TopPieces = 0, MaxTokens = 2, Start = (SampledStart)5 }, seed: 1),
        Throws.ArgumentException.With.Message.Contains("MaskedLanguageModel is null").And.Message.Contains("Count is 0").And.Message.Contains("Sweeps is 0").And.Message.Contains("15 % is 0.15")
            .And.Message.Contains("Temperature is 0").And.Message.Contains("TopPieces is 0").And.Message.Contains("MaxTokens is 2").And.Message.Contains("Start is 5"));

    private List<TextVariant> Make(Action<SamplingOptions>? change = null, ulong seed = 1) => [.. Sampler(change, seed).From(_seeds).Make()];

    private TextSampler Sampler(Action<SamplingOptions>? change = null, ulong seed = 1)
    {
        var options = new SamplingOptions();
        change?.Invoke(options);
        return new TextSampler(new MaskedLanguageModel(_model, options.Threads), options, seed);
    }
}
