using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class DynamicMaskingTests
{
    private const int Classification = 2;
    private const int Separator = 3;
    private const int Mask = 4;
    private const int FirstWord = 5;
    private static readonly int _pieces = TinyModels.Tokenizer.Vocabulary.Count;

    /// <remarks>round(0.15 n): to the even one of two that are equally near.</remarks>
    [TestCase(1, 1)]
    [TestCase(3, 1)]
    [TestCase(9, 1)]
    [TestCase(10, 2)]
    [TestCase(11, 2)]
    [TestCase(20, 3)]
    [TestCase(126, 19)]
    public void Apply_SequenceOfWords_ChoosesExactlySoMany(int words, int chosen)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var (_, targets) = Apply(Sequences(words, 3), Uniform(), seed);

            foreach (var sequence in targets.Chunk(words + 2))
            {
                Assert.That(sequence.Count(target => target != TokenTargets.None), Is.EqualTo(chosen));
                Assert.That(sequence[0] == TokenTargets.None && sequence[^1] == TokenTargets.None, Is.True, "special pieces are never hidden");
            }
        }
    }

    [Test]
    public void Apply_NoWords_ChoosesNothing()
    {
        var batch = new TokenBatch();
        batch.AddSequence([Classification, 1, Separator], new int[3]);

        var (ids, targets) = Apply(batch, Uniform(), seed: 1);

        Assert.That(ids, Is.EqualTo([Classification, 1, Separator]));
        Assert.That(targets, Is.All.EqualTo(TokenTargets.None));
    }

    [Test]
    public void Apply_ManyTokens_MasksEightReplacesOneLeavesOneOfTen()
    {
        var plain = Sequences(200, 100);
        var before = plain.Ids.ToArray();
        var (after, targets) = Apply(plain, Uniform(), seed: 1);

        var chosen = Enumerable.Range(0, before.Length).Where(i => targets[i] != TokenTargets.None).ToArray();
        double Share(Func<int, bool> of) => chosen.Count(of) / (double)chosen.Length;
        var words = _pieces - FirstWord;

        Assert.That(chosen.Select(i => targets[i]), Is.EqualTo(chosen.Select(i => before[i])));
        Assert.That(Enumerable.Range(0, before.Length).Except(chosen).All(i => after[i] == before[i]), Is.True);
        Assert.That(Share(i => after[i] == Mask), Is.EqualTo(0.8).Within(0.03));
        Assert.That(Share(i => after[i] == before[i]), Is.EqualTo(0.1 + (0.1 / words)).Within(0.02));
        Assert.That(Share(i => after[i] != before[i] && after[i] != Mask), Is.EqualTo(0.1 * (words - 1) / words).Within(0.02));
        Assert.That(after.Where((id, i) => targets[i] != TokenTargets.None && id != Mask), Is.All.GreaterThanOrEqualTo(FirstWord));
    }

    /// <remarks>Of two pieces of which one is drawn, one with ten times the weight of the other is drawn in ten of eleven cases.</remarks>
    [TestCase(0.0, 0.5)]
    [TestCase(1.0, 10 / 11.0)]
    [TestCase(0.5, 0.7597469266)]
    public void Apply_RareAndCommonPiece_HidesInProportionToTheirWeights(double smoothing, double expected)
    {
        var counts = new long[_pieces];
        (counts[FirstWord], counts[FirstWord + 1]) = (10, 100);
        var masking = new DynamicMasking(new MaskablePieces(TinyModels.Tokenizer.Vocabulary, counts, smoothing), Masking.Bert);
        var batch = new TokenBatch();
        const int Sequences = 4000;
        for (var i = 0; i < Sequences; i++)
        {
            batch.AddSequence([Classification, FirstWord + 1, FirstWord, Separator], new int[4]);
        }

        var (_, targets) = Apply(batch, masking, seed: 3);

        var rare = targets.Count(target => target == FirstWord) / (double)Sequences;
        Assert.That(rare, Is.EqualTo(expected).Within(4 * Math.Sqrt(expected * (1 - expected) / Sequences)));
    }

    /// <remarks>Draws without replacement: of three weights 4, 2, 1 the second place follows from what the first left.</remarks>
    [Test]
    public void Apply_TwoOfThree_FollowsSuccessiveDraws()
    {
        var counts = new long[_pieces];
        (counts[5], counts[6], counts[7]) = (1, 2, 4);
        var masking = new DynamicMasking(new MaskablePieces(TinyModels.Tokenizer.Vocabulary, counts, smoothing: 1), new Masking { Share = 0.6 });
        var batch = new TokenBatch();
        const int Sequences = 6000;
        for (var i = 0; i < Sequences; i++)
        {
            batch.AddSequence([Classification, 5, 6, 7, Separator], new int[5]);
        }

        var (_, targets) = Apply(batch, masking, seed: 4);

        var without = targets.Chunk(5).Select(sequence => 6 - Array.IndexOf(sequence, TokenTargets.None, 1)).Average(left => left == 5 ? 1.0 : 0);
        const double LeavesTheFirst = (2 / 7.0 * 1 / 5) + (1 / 7.0 * 2 / 6);
        Assert.That(without, Is.EqualTo(LeavesTheFirst).Within(4 * Math.Sqrt(LeavesTheFirst / Sequences)));
    }

    [Test]
    public void Apply_SameSeed_HidesTheSameAndAnotherSeedOthers()
    {
        var (ids, targets) = Apply(Sequences(20, 10), Uniform(), seed: 1);

        Assert.That(Apply(Sequences(20, 10), Uniform(), seed: 1), Is.EqualTo((ids, targets)));
        Assert.That(Apply(Sequences(20, 10), Uniform(), seed: 2).Targets, Is.Not.EqualTo(targets));
    }

    private static (int[] Ids, int[] Targets) Apply(TokenBatch batch, DynamicMasking masking, ulong seed)
    {
        var targets = masking.Apply(batch, seed);
        return (batch.Ids.ToArray(), targets.All.ToArray());
    }

    private static DynamicMasking Uniform() => DynamicMasking.Of(TinyModels.Tokenizer.Vocabulary, Masking.Bert);

    private static TokenBatch Sequences(int words, int count)
    {
        var batch = new TokenBatch();
        for (var s = 0; s < count; s++)
        {
            batch.AddSequence([Classification, .. Enumerable.Range(0, words).Select(i => FirstWord + ((i + s) % (_pieces - FirstWord))), Separator], new int[words + 2]);
        }

        return batch;
    }
}
