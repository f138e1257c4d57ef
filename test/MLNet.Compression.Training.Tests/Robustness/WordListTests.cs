namespace MLNet.Compression.Training.Tests.Robustness;

public class WordListTests
{
    private string _path = "";

    [SetUp]
    public void SetUp() => _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void TearDown() => File.Delete(_path);

    [Test]
    public void FromVectors_NearestFirst_AndNoneBelowTheLeastCosine()
    {
        File.WriteAllText(_path, "east 1 0\nnortheast 2 2\nnorth 0 3\nwest -1 0\neast 9 9\n");

        var neighbors = WordNeighbors.FromVectors(_path, most: 2, leastCosine: -0.5);

        Assert.That(neighbors.Of("East"), Is.EqualTo(["northeast", "north"]), "the first line of a word counts");
        Assert.That(neighbors.Of("northeast"), Is.EqualTo(["east", "north"]), "equal cosines: the first in the file");
        Assert.That(neighbors.Of("nowhere"), Is.Empty);
        Assert.That(WordNeighbors.FromVectors(_path, most: 5, leastCosine: 0.5).Of("west"), Is.Empty);
    }

    [TestCase("a 1 2\nb 1", "line 2")]
    [TestCase("a 1 x", "'x'")]
    [TestCase("a 1 NaN", "'NaN'")]
    [TestCase("a", "line 1")]
    public void FromVectors_DamagedFile_NamesTheLine(string content, string named)
    {
        File.WriteAllText(_path, content);

        Assert.That(() => WordNeighbors.FromVectors(_path), Throws.InstanceOf<FormatException>().With.Message.Contains(_path).And.Message.Contains(named));
    }

    [Test]
    public void Load_Json_KeepsTheOrder()
    {
        File.WriteAllText(_path, """{ "good": ["fine", "decent"], "br": [] }""");

        var neighbors = WordNeighbors.Load(_path);

        Assert.That(neighbors.Of("good"), Is.EqualTo(["fine", "decent"]));
        Assert.That(neighbors.Count, Is.EqualTo(1));
    }

    [TestCase("null")]
    [TestCase("[1, 2]")]
    [TestCase("{ \"a\": \"b\" }")]
    [TestCase("{ \"a\": ")]
    public void Load_OtherJson_Throws(string content)
    {
        File.WriteAllText(_path, content);

        Assert.That(() => WordNeighbors.Load(_path), Throws.InstanceOf<FormatException>().With.Message.Contains(_path));
    }

    [Test]
    public void WordClasses_Lexicon_TakesTheUsualTag()
    {
        File.WriteAllText(_path, "word\tcount\ttags\nrun\t9\tVERB:6 NOUN:3\nwalk\t4\tNOUN:4\nfast\t5\tADV:5\n");

        var classes = WordClasses.Load(_path);

        Assert.That(classes.Fit("Run", "walk"), Is.True, "verbs and nouns may change places");
        Assert.That(classes.Fit("run", "fast"), Is.False);
        Assert.That(classes.Fit("unheard", "fast"), Is.True, "nothing is asked of a word that is not known");
        Assert.That(classes.Fit("run", "laufen"), Is.False);
    }

    [Test]
    public void WordClasses_LineWithoutTags_NamesIt()
    {
        File.WriteAllText(_path, "word\tcount\ttags\nrun\t9\n");

        Assert.That(() => WordClasses.Load(_path), Throws.InstanceOf<FormatException>().With.Message.Contains("line 2"));
    }
}
