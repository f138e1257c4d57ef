using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Training.Tests.Robustness;

public class TextAttackTests
{
    private static readonly WordNeighbors _neighbors = WordNeighbors.Of(
    [
        KeyValuePair.Create("good", (IReadOnlyList<string>)["fine", "decent", "cold"]),
        KeyValuePair.Create("great", (IReadOnlyList<string>)["grand"]),
        KeyValuePair.Create("film", (IReadOnlyList<string>)["movie"]),
    ]);

    private WordScores _model = null!;

    [SetUp]
    public void SetUp() => _model = new WordScores(("good", 2), ("fine", 1.5), ("decent", 0.5), ("cold", -3), ("great", 1), ("grand", -1), ("bad", -2), ("film", 0.1), ("movie", 0.1), ("not", -1));

    [Test]
    public void TextFooler_NeighbourThatTurnsThePrediction_IsTaken()
    {
        var metrics = _model.Attack(new TextFoolerAttack(_neighbors), null, ("A Good film.", WordScores.Positive));

        var text = metrics.Texts.Single();
        Assert.That(text.Outcome, Is.EqualTo(AttackOutcome.Fooled));
        Assert.That(text.Text, Is.EqualTo("A Cold film."));
        Assert.That((text.Label, text.Prediction, text.Words, text.ChangedWords), Is.EqualTo(("positive", "negative", 3, 1)));
        Assert.That(text.Queries, Is.EqualTo(1 + 3 + 3), "the text, itself without each word, and the neighbours of one word");
    }

    [Test]
    public void TextFooler_NoNeighbourTurnsIt_TakesTheOneThatHurtsMostAndGoesOn()
    {
        var neighbors = WordNeighbors.Of(
        [
            KeyValuePair.Create("good", (IReadOnlyList<string>)["fine", "decent"]),
            KeyValuePair.Create("great", (IReadOnlyList<string>)["grand"]),
        ]);

        var text = _model.Attack(new TextFoolerAttack(neighbors), null, ("good and great", WordScores.Positive)).Texts.Single();

        Assert.That(text.Text, Is.EqualTo("decent and grand"), "good first, as it matters most; 0.5 - 1 is below 0");
        Assert.That(text.ChangedWords, Is.EqualTo(2));
    }

    [Test]
    public void TextFooler_OtherPartOfSpeech_IsNotTried()
    {
        var classes = WordClasses.Of([KeyValuePair.Create("good", "ADJ"), KeyValuePair.Create("fine", "ADJ"), KeyValuePair.Create("cold", "NOUN")]);

        var text = _model.Attack(new TextFoolerAttack(_neighbors) { WordClasses = classes }, null, ("good film", WordScores.Positive)).Texts.Single();

        Assert.That(text.Outcome, Is.EqualTo(AttackOutcome.Held));
        Assert.That(text.Text, Is.EqualTo("good film"), "a text that held is not changed");
        Assert.That(_model.Asked, Has.None.Contains("cold").And.None.Contains("decent").And.Some.EqualTo("fine film"));
    }

    [Test]
    public void Attack_StopWordsAndShareOfWords_Bound()
    {
        var stops = new TextFoolerAttack(_neighbors) { StopWords = new HashSet<string> { "good" } };
        var few = new WordDeletionAttack { MostWords = 0.25 };

        Assert.That(_model.Attack(stops, null, ("good film", WordScores.Positive)).AccuracyUnderAttack, Is.EqualTo(1));
        Assert.That(_model.Attack(few, null, ("good and great film", WordScores.Positive)).AccuracyUnderAttack, Is.EqualTo(1), "one of four words is not enough");
        Assert.That(_model.Attack(few with { MostWords = 0.5 }, null, ("not good and great film", WordScores.Positive)).Texts[0].Text, Is.EqualTo("not and film"), "two were enough");
    }

    [Test]
    public void Typos_ErrorInTheWordThatMatters_FoolsAModelOfWholeWords()
    {
        var text = _model.Attack(new TypoAttack(), null, ("not a good film", WordScores.Positive)).Texts.Single();

        Assert.That(text.Outcome, Is.EqualTo(AttackOutcome.Fooled));
        Assert.That(text.Text, Does.Match("^not a g[a-z]+d film$").And.Not.Contains("good"));
    }

    [Test]
    public void ErrorsIn_Word_AreOneErrorInsideIt()
    {
        string[] errors = [.. TypoAttack.ErrorsIn("word")];

        Assert.That(errors, Is.EquivalentTo(["wrod", "wrd", "wod", "woord", "worrd", "wird", "wprd", "woed", "wotd"]));
        Assert.That(TypoAttack.ErrorsIn("the"), Is.Empty);
    }

    [Test]
    public void Deletion_WordsGoByImportance()
    {
        var text = _model.Attack(new WordDeletionAttack(), null, ("bad but good, great film", WordScores.Positive)).Texts.Single();

        Assert.That(text.Text, Is.EqualTo("bad but, great film"), "without good it is -2 + 1 + 0.1");
        Assert.That(text.ChangedWords, Is.EqualTo(1));
    }

    [Test]
    public void Importance_PredictionTurns_CountsWhatTheOtherClassGains()
    {
        var before = Of(0.6f, 0.3f, 0.1f);

        Assert.That(before.ImportanceBy(Of(0.5f, 0.4f, 0.1f)), Is.EqualTo(0.1).Within(1e-6));
        Assert.That(before.ImportanceBy(Of(0.2f, 0.1f, 0.7f)), Is.EqualTo(0.4 + 0.6).Within(1e-6));

        static ClassAnswer Of(params float[] probabilities) => new(probabilities, label: 0, ["a", "b", "c"]);
    }

    [Test]
    public void Metrics_CountEachOutcome()
    {
        var metrics = _model.Attack(new TextFoolerAttack(_neighbors), null, ("good film", WordScores.Positive), ("bad film", WordScores.Positive), ("bad film", WordScores.Negative), ("great film", WordScores.Positive));

        Assert.That(metrics.Texts.Select(text => text.Outcome), Is.EqualTo([AttackOutcome.Fooled, AttackOutcome.WrongBefore, AttackOutcome.Held, AttackOutcome.Fooled]));
        Assert.That((metrics.Accuracy, metrics.AccuracyUnderAttack), Is.EqualTo((0.75, 0.25)));
        Assert.That(metrics.SuccessRate, Is.EqualTo(2 / 3.0).Within(1e-9));
        Assert.That(metrics.ChangedWords, Is.EqualTo(0.5));
    }

    [Test]
    public void Attack_OnPair_ChangesTheSecondText()
    {
        var run = new AttackRun(new WordDeletionAttack { OnPair = true });

        var text = run.Run([_model.Row(0, "bad", "good great film", WordScores.Positive, onPair: true)], "a model", new RobustnessOptions()).Single();

        Assert.That(text.Text, Is.EqualTo("great film"));
        Assert.That(_model.Asked, Has.All.StartsWith("bad "));
        Assert.That(
            () => _model.Row(0, "bad", null, WordScores.Positive, onPair: true),
            Throws.ArgumentException.With.Message.Contains("OnPair"));
    }

    [TestCase(1)]
    [TestCase(4)]
    public void Attack_AnyNumberOfThreads_GivesTheSameTexts(int threads)
    {
        (string, int)[] rows = [.. Enumerable.Range(0, 40).Select(i => ($"film {i} is good and great or not", WordScores.Positive))];

        var texts = _model.Attack(new TypoAttack { MostErrors = 2, Seed = 3 }, new RobustnessOptions { Threads = threads }, rows).Texts;

        Assert.That(texts, Is.EqualTo(_model.Attack(new TypoAttack { MostErrors = 2, Seed = 3 }, new RobustnessOptions { Threads = 2 }, rows).Texts));
        Assert.That(texts.Select(text => text.Row), Is.Ordered);
    }
}
