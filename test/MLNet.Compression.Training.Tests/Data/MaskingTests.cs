using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class MaskingTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    public void Share_NotBetweenNoneAndAll_IsRefused(double share) =>
        Assert.That(() => new Masking { Share = share }, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("above 0 and below 1"));

    [Test]
    public void Check_MoreThanAll_NamesBothShares() =>
        Assert.That(
            () => DynamicMasking.Of(TinyModels.Tokenizer.Vocabulary, new Masking { MaskShare = 0.8, RandomShare = 0.3 }),
            Throws.ArgumentException.With.Message.Contains("lower MaskShare or RandomShare"));

    [Test]
    public void Equals_SameValues_IsTrue() => Assert.That(new Masking { Rarity = 0.7 }, Is.EqualTo(Masking.DistilBert).And.Not.EqualTo(Masking.Bert));

    [Test]
    public void ToString_DistilBert_IsAReadableAccount() =>
        Assert.That(Masking.DistilBert.ToString(), Is.EqualTo("0.15 of the tokens hidden: 0.8 masked, 0.1 replaced, by count^-0.7"));

    /// <remarks>Counts are those of the rows: "no" and "yes" occur in half of them each, a filler in about as many as one in ten.</remarks>
    [Test]
    public void Of_Rows_CountsTheirPieces()
    {
        var data = TinyModels.Data(50);
        var counts = PieceCounts.Of([data, data], TinyModels.Tokenizer.Vocabulary.Count);

        Assert.That(counts.Sum(), Is.EqualTo(2 * data.TokenCount));
        Assert.That(counts[2], Is.EqualTo(100), "[CLS]");
        Assert.That(counts[5] + counts[6], Is.EqualTo(100), "yes and no");
    }
}
