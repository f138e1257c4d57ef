using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Training.Tests.Augmentation;

public class ReplaceableWordsTests
{
    [TestCase("a lovely film", "lovely film")]
    [TestCase("The Film, THE (lovely) one-off!", "Film lovely")]
    [TestCase("we don't like it", "like")]
    [TestCase("b2b costs 3dollars $five=six", "costs five six")]
    [TestCase("naïve café über-cool e\u0301tat", "cool")]
    [TestCase("  spaced\tout\nlines  ", "spaced lines")]
    [TestCase("«quoted» film…end", "quoted film end")]
    [TestCase("", "")]
    [TestCase("!?", "")]
    public void In_EnglishStopWords_FindsWordsOfLetters(string text, string words) => Assert.That(Find(new ReplaceableWords(), text), Is.EqualTo(words));

    [Test]
    public void In_OwnStopWords_LeavesThemAloneInAnyCase() =>
        Assert.That(Find(new ReplaceableWords(["FILM", "lovely"]), "The film was Lovely indeed"), Is.EqualTo("The was indeed"));

    [Test]
    public void EnglishStopWords_AreWordsOfSmallLettersOnceEach()
    {
        Assert.That(EnglishStopWords.All, Has.Count.GreaterThan(150).And.Unique.And.All.Match("^[a-z]+$"));
        Assert.That(EnglishStopWords.All, Is.SupersetOf(["the", "not", "never", "and", "don", "t"]));
    }

    [TestCase("film", "Movie", "Movie")]
    [TestCase("film", "movie", "movie")]
    [TestCase("Film", "movie", "Movie")]
    [TestCase("FILM", "movie", "MOVIE")]
    [TestCase("X", "movie", "Movie")]
    [TestCase("Film", "iPod", "iPod")]
    public void Like_CaseOfTheReplacedWord_IsKept(string replaced, string word, string expected) => Assert.That(LetterCase.Like(replaced, word), Is.EqualTo(expected));

    private static string Find(ReplaceableWords words, string text) => string.Join(' ', words.In(text).Select(word => text[word.Start..word.End]));
}
