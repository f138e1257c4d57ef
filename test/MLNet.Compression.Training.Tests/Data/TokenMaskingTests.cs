using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class TokenMaskingTests
{
    private const int MaskId = 4;

    [Test]
    public void Apply_Share_HidesAboutSoManyAndNoSpecialTokens()
    {
        var plain = TinyModels.Batch(TinyModels.Data(300));
        var masked = Masked(0.3, seed: 1);

        var special = plain.Ids.ToArray().Select(id => id is 2 or 3).ToArray();
        var hidden = masked.Ids.ToArray().Where((id, i) => id == MaskId && plain.Ids[i] != MaskId).Count();
        var words = special.Count(isSpecial => !isSpecial);
        Assert.That(hidden, Is.EqualTo(0.3 * words).Within(5 * Math.Sqrt(0.3 * 0.7 * words)));
        Assert.That(masked.Ids.ToArray().Where((_, i) => special[i]), Is.EqualTo(plain.Ids.ToArray().Where((_, i) => special[i])));
        Assert.That(masked.Ids.ToArray().Zip(plain.Ids.ToArray()).All(pair => pair.First == pair.Second || pair.First == MaskId), Is.True);
        Assert.That(masked.SequenceStarts.ToArray(), Is.EqualTo(plain.SequenceStarts.ToArray()));
        Assert.That(masked.TokenTypes.ToArray(), Is.EqualTo(plain.TokenTypes.ToArray()));
    }

    [Test]
    public void Apply_SameSeed_HidesTheSame()
    {
        var ids = Masked(0.3, seed: 1).Ids.ToArray();

        Assert.That(Masked(0.3, seed: 1).Ids.ToArray(), Is.EqualTo(ids));
        Assert.That(Masked(0.3, seed: 2).Ids.ToArray(), Is.Not.EqualTo(ids));
    }

    [Test]
    public void Apply_VocabularyWithoutMask_HidesBehindUnknown()
    {
        var vocabulary = Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "yes"]);
        var batch = new TokenBatch();
        batch.AddSequence([2, 4, 4, 4, 4, 4, 4, 4, 4, 3], new int[10]);

        new TokenMasking(vocabulary, 0.99).Apply(batch, seed: 1);

        Assert.That(batch.Ids[1..9].ToArray(), Has.Some.EqualTo(1));
        Assert.That(batch.Ids[0], Is.EqualTo(2));
    }

    private static TokenBatch Masked(double share, ulong seed)
    {
        var batch = TinyModels.Batch(TinyModels.Data(300));
        new TokenMasking(TinyModels.Tokenizer.Vocabulary, share).Apply(batch, seed);
        return batch;
    }
}
