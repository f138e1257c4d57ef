using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Training.Tests.Robustness;

public class SplitTextTests
{
    [TestCase("")]
    [TestCase("...")]
    [TestCase("one")]
    [TestCase("  It's a well-made film, isn't it?  (2/5) ")]
    [TestCase("naïve ideas: 𝔘nicode 日本語 – and so on")]
    public void Of_AnyText_GivesItBack(string text) => Assert.That(SplitText.Of(text).ToString(), Is.EqualTo(text));

    [Test]
    public void Words_PunctuationAround_IsNotOfThem() =>
        Assert.That(SplitText.Of("It's a well-made film, 'isn't' it -?").Words, Is.EqualTo(["It's", "a", "well-made", "film", "isn't", "it"]));

    [Test]
    public void With_AnotherWord_KeepsTheRest()
    {
        var text = SplitText.Of("a good, good film");

        Assert.That(text.With(2, "fine").ToString(), Is.EqualTo("a good, fine film"));
        Assert.That(text.ToString(), Is.EqualTo("a good, good film"), "the text itself stays");
    }

    [TestCase(0, "good film!")]
    [TestCase(1, "a film!")]
    [TestCase(2, "a good!")]
    public void Without_AWord_LeavesNoTwoBlanks(int place, string expected) => Assert.That(SplitText.Of("a good film!").Without(place).ToString(), Is.EqualTo(expected));

    [TestCase(0, "a b c")]
    [TestCase(3, "c d e")]
    [TestCase(6, "e f g")]
    public void Window_AtAnyPlace_HasAsManyWords(int place, string expected) => Assert.That(SplitText.Of("a b c d e f g").Window(place, 3), Is.EqualTo(expected));
}
