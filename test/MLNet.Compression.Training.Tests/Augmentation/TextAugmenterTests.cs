using MLNet.Compression.Training.Augmentation;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Tests.Augmentation;

public class TextAugmenterTests
{
    private const string First = "one two three four";
    private const string Second = "five six seven";

    private readonly LetterCandidates _candidates = new();

    [Test]
    public void Variants_ManyPasses_ReplaceEachWordWithTheProbabilityAndEachCandidateAlike()
    {
        const double Probability = 0.4;
        const int Rows = 4000;
        var augmenter = Augmenter(options => (options.Variants, options.ReplacementProbability) = (1, Probability));

        // Where nothing was replaced, there is no variant: the original stands for it.
        string[][] rows = [.. Enumerable.Range(0, Rows).Select(row => augmenter.Variants(First, null, (ulong)row).Select(variant => variant.Text).SingleOrDefault(First).Split(' '))];

        var originals = First.Split(' ');
        for (var word = 0; word < originals.Length; word++)
        {
            var changed = rows.Count(row => row[word] != originals[word]);
            Assert.That(changed, Is.EqualTo(Probability * Rows).Within(5 * Math.Sqrt(Probability * (1 - Probability) * Rows)), originals[word]);
            foreach (var candidate in LetterCandidates.Of(originals[word]))
            {
                var share = Probability / LetterCandidates.Count;
                Assert.That(rows.Count(row => row[word] == candidate), Is.EqualTo(share * Rows).Within(5 * Math.Sqrt(share * (1 - share) * Rows)), candidate);
            }
        }

        var both = rows.Count(row => row[0] != originals[0] && row[1] != originals[1]);
        Assert.That(both, Is.EqualTo(Probability * Probability * Rows).Within(5 * Math.Sqrt(Probability * Probability * Rows)), "words are independent");
    }

    [Test]
    public void Variants_SingleText_AreNewOnceEachAndLikeTheOriginalBetweenWords()
    {
        const string Text = "  One, (two)\tand THREE: 4x four... ";
        var variants = Augmenter(options => options.Variants = 30).Variants(Text, null, row: 1);

        Assert.That(variants, Has.Count.InRange(10, 30).And.Unique);
        Assert.That(variants.Select(variant => variant.Text), Has.No.Member(Text));
        Assert.That(variants.Select(variant => variant.Pair), Is.All.Null);
        Assert.That(variants.Select(variant => variant.Text), Is.All.Match(@"^  [A-Za-z]+, \([a-z]+\)\tand [A-Za-z]+: 4x [a-z]+\.\.\. $"));
    }

    [Test]
    public void Variants_ProbabilityOne_ReplacesAll() => Assert.That(
        Augmenter(options => options.ReplacementProbability = 1).Variants(First, null, row: 1).SelectMany(variant => variant.Text.Split(' ')), Has.No.AnyOf("one", "two", "three", "four"));

    [Test]
    public void Variants_ProbabilityZeroOrNoWords_GivesNone()
    {
        Assert.That(Augmenter(options => options.ReplacementProbability = 0).Variants(First, Second, row: 1), Is.Empty);
        Assert.That(Augmenter().Variants("the and of 12 !", null, row: 1), Is.Empty);
        Assert.That(Augmenter().Variants("", "", row: 1), Is.Empty);
    }

    /// <summary>Side 2 meets the original side 1, not its last variant.</summary>
    [Test]
    public void Variants_EachSideOfAPair_StaysBesideTheOthersOriginal()
    {
        var augmenter = Augmenter(options => options.Variants = 10);
        var variants = augmenter.Variants(First, Second, row: 1);

        var firsts = variants.Where(variant => variant.Pair == Second).Select(variant => variant.Text).ToList();
        var seconds = variants.Where(variant => variant.Text == First).Select(variant => variant.Pair!).ToList();
        Assert.That(firsts.Count + seconds.Count, Is.EqualTo(variants.Count), "one side at a time");
        Assert.That(firsts, Has.Count.InRange(5, 10).And.No.Member(First));
        Assert.That(seconds, Has.Count.InRange(5, 10).And.No.Member(Second));
        Assert.That(firsts, Is.EqualTo(augmenter.Variants(First, null, row: 1).Select(variant => variant.Text)), "a side varies as it does alone");
    }

    [Test]
    public void Variants_BothSidesOfAPair_VaryByDrawsOfTheirOwn()
    {
        const int Rows = 3000;
        var augmenter = Augmenter(options => (options.Pairs, options.Variants) = (PairVariation.BothSides, 1));
        var pairs = Enumerable.Range(0, Rows).Select(row => augmenter.Variants("one", "one", (ulong)row).SingleOrDefault(new TextVariant("one", "one"))).ToList();

        Assert.That(pairs.Count(pair => pair.Text != "one" && pair.Pair != "one"), Is.EqualTo(0.16 * Rows).Within(5 * Math.Sqrt(0.16 * 0.84 * Rows)), "both");
        Assert.That(pairs.Count(pair => pair.Text != "one" && pair.Pair == "one"), Is.EqualTo(0.24 * Rows).Within(5 * Math.Sqrt(0.24 * 0.76 * Rows)), "the first alone");
    }

    [Test]
    public void Variants_SameSeedAndRow_AreTheSameWhateverCameBefore()
    {
        var (augmenter, again) = (Augmenter(), Augmenter());
        again.Variants(Second, First, row: 9);
        var expected = augmenter.Variants(First, Second, row: 7);

        Assert.That(again.Variants(First, Second, row: 7), Is.EqualTo(expected));
        Assert.That(augmenter.Variants(First, Second, row: 8), Is.Not.EqualTo(expected));
        Assert.That(Augmenter(seed: 2).Variants(First, Second, row: 7), Is.Not.EqualTo(expected));
    }

    [Test]
    public void Variants_TwoSources_AskTheSecondForWhatTheFirstLacks()
    {
        var first = new FixedCandidates(word => word == "two" ? ["first"] : []);
        var second = new FixedCandidates(word => word == "four" ? [] : ["second"]);
        var augmenter = new TextAugmenter(new FirstCandidates([first, second]), new AugmentationOptions { StopWords = [], ReplacementProbability = 1, Variants = 1 }, seed: 1);

        Assert.That(augmenter.Variants("one two three four", null, row: 1).Single().Text, Is.EqualTo("second first second four"));
        Assert.That(second.Asked, Is.EqualTo(["one", "three", "four"]));
    }

    [Test]
    public void Load_Faults_AreReportedTogether()
    {
        var options = new AugmentationOptions { Variants = 0, ReplacementProbability = 40, Candidates = 0, MaximumWordVectors = 0, Pairs = (PairVariation)7 };

        Assert.That(() => TextAugmenter.Load(options, seed: 1), Throws.ArgumentException
            .With.Message.Contains("Variants is 0").And.Message.Contains("ReplacementProbability is 40").And.Message.Contains("40 % is 0.4")
            .And.Message.Contains("Candidates is 0").And.Message.Contains("MaximumWordVectors is 0").And.Message.Contains("Pairs is 7")
            .And.Message.Contains("Neither MaskedLanguageModel nor WordVectorFile is set"));
    }

    /// <summary>So that a run that goes on can tell other options.</summary>
    [Test]
    public void Options_AsOptionsOfARun_AreToldApartByContent()
    {
        static string Text(AugmentationOptions options) => OptionValues.Text(options);
        var text = Text(new AugmentationOptions { StopWords = ["a", "b"] });

        Assert.That(Text(new AugmentationOptions { StopWords = ["a", "b"], Threads = 3 }), Is.EqualTo(text));
        Assert.That(Text(new AugmentationOptions { StopWords = ["a", "c"] }), Is.Not.EqualTo(text));
        Assert.That(Text(new AugmentationOptions { StopWords = ["a", "b"], WordVectorFile = "v" }), Is.Not.EqualTo(text));
    }

    private TextAugmenter Augmenter(Action<AugmentationOptions>? change = null, ulong seed = 1)
    {
        var options = new AugmentationOptions { StopWords = ["the", "and", "of"] };
        change?.Invoke(options);
        return new TextAugmenter(_candidates, options, seed);
    }
}
