using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class MaskablePiecesTests
{
    private static readonly Vocabulary _vocabulary = Vocabulary.FromTokens(["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rare", "common", "##s", "[unused1]", "never"]);

    private static readonly long[] _counts = [9, 0, 5, 7, 7, 0, 1, 100, 10, 0, 0];

    [Test]
    public void WeightOf_SpecialPieces_IsZero() =>
        Assert.That(new[] { 0, 2, 3, 4, 5 }.Select(new MaskablePieces(_vocabulary, _counts, 0.7).WeightOf), Is.All.Zero);

    /// <remarks>A piece that never occurs counts as one that occurs once.</remarks>
    [TestCase(6, 1.0)]
    [TestCase(7, 0.039810717055349734)]
    [TestCase(8, 0.19952623149688795)]
    [TestCase(10, 1.0)]
    public void WeightOf_Words_IsCountToTheMinusSmoothing(int id, double expected) =>
        Assert.That(new MaskablePieces(_vocabulary, _counts, 0.7).WeightOf(id), Is.EqualTo(expected).Within(1e-15));

    [Test]
    public void WeightOf_NoSmoothing_IsOneForAllWords() =>
        Assert.That(new[] { 6, 7, 8, 10 }.Select(new MaskablePieces(_vocabulary, _counts, 0).WeightOf), Is.All.EqualTo(1));

    [Test]
    public void Replacements_AreNeitherSpecialNorUnused() =>
        Assert.That(new MaskablePieces(_vocabulary, _counts, 0.7).Replacements.ToArray(), Is.EqualTo([6, 7, 8, 10]));

    [Test]
    public void Constructor_VocabularyWithoutMask_Throws()
    {
        var vocabulary = Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "yes"]);

        Assert.That(() => new MaskablePieces(vocabulary, new long[5], 0), Throws.ArgumentException.With.Message.Contains("no [MASK] piece"));
    }

    [Test]
    public void Constructor_SpecialPiecesOnly_Throws()
    {
        var vocabulary = Vocabulary.FromTokens(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[unused0]"]);

        Assert.That(() => new MaskablePieces(vocabulary, new long[6], 0), Throws.ArgumentException.With.Message.Contains("special pieces only"));
    }
}
