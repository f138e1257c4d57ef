using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Training.Tests.Robustness;

/// <summary>Attacks on models whose predictions can be worked out by hand.</summary>
public class OtherTaskAttackTests
{
    private const string Outside = "O";
    private const string Place = "B-LOC";
    private const string Unknown = "";

    [Test]
    public void Tags_WordThatGivesTheContext_IsTakenOutAndTheEntityStays()
    {
        // A capital letter is a place where "in" stands before it, and nowhere else.
        var text = Attack(new WordDeletionAttack(), ["lives", "in", "Rome"], [Outside, Outside, Place]);

        Assert.That((text.Outcome, text.Text, text.ChangedWords), Is.EqualTo((AttackOutcome.Fooled, "lives Rome", 1)));
        Assert.That((text.Label, text.Prediction), Is.EqualTo(("O O B-LOC", "O  O")), "the word that was taken out has no tag");
        Assert.That(text.Queries, Is.EqualTo(1 + 2 + 1), "the text, itself without each word outside of entities, and one change");
    }

    [Test]
    public void Tags_OnlyEntities_AreNotTouched() => Assert.That(Attack(new WordDeletionAttack(), ["in", "Rome"], [Unknown, Place]).Outcome, Is.EqualTo(AttackOutcome.Held));

    [Test]
    public void Tags_NoEntityAndNoneFound_IsRightUntilOneIsFound()
    {
        var text = Attack(new TextFoolerAttack(WordNeighbors.Of([KeyValuePair.Create("near", (IReadOnlyList<string>)["in"])])), ["near", "Bob"], [Outside, Outside]);

        Assert.That((text.Outcome, text.Text, text.Prediction), Is.EqualTo((AttackOutcome.Fooled, "in Bob", "O B-LOC")));
    }

    [Test]
    public void Tags_NothingRightBefore_IsNotAttacked()
    {
        var text = Attack(new WordDeletionAttack(), ["Rome", "is", "big"], [Place, Outside, Outside]);

        Assert.That((text.Outcome, text.Queries), Is.EqualTo((AttackOutcome.WrongBefore, 1)));
    }

    [Test]
    public void Tags_TagThatTheModelDoesNotKnow_IsNeverRight()
    {
        var text = Attack(new WordDeletionAttack(), ["lives", "in", "Rome", "with", "Bob"], [Outside, Outside, Place, Outside, "B-PER"]);

        Assert.That((text.Outcome, text.Text), Is.EqualTo((AttackOutcome.Fooled, "lives Rome with Bob")), "of two entities one was right");
    }

    [Test]
    public void TagAnswer_Split_UndoesJoin()
    {
        string[] tags = ["", "O", "", "", "B-LOC", ""];

        Assert.That(TagAnswer.Split(TagAnswer.Join(tags)), Is.EqualTo(tags));
    }

    [Test]
    public void Labels_AllRight_AreAttackedUntilOneIsMissing()
    {
        var model = new ClassModel(["sport", "music"], (texts, _) => [.. texts.Select(text => new[] { Has(text, "goal"), Has(text, "song") })]);
        var row = new LabelSetAttackRow(3, "a goal and a song", null, new LabelSet([0, 1]), onPair: false, model, threshold: 0.5f);

        var text = new AttackRun(new WordDeletionAttack()).Run([row], "a model", new RobustnessOptions()).Single();

        Assert.That((text.Outcome, text.Text, text.ChangedWords), Is.EqualTo((AttackOutcome.Fooled, "a and a song", 1)), "of two words that matter alike the first goes");
        Assert.That((text.Row, text.Label, text.Prediction), Is.EqualTo((3, "sport, music", "music")));

        static float Has(string text, string word) => text.Contains(word, StringComparison.Ordinal) ? 0.9f : 0.2f;
    }

    [Test]
    public void Question_WordThatIsAskedFor_TurnsTheAnswer()
    {
        var question = new AnsweredQuestion("what colour is it?", "a red dog", ["Red", "the red"]);
        var row = new QuestionAttackRow(0, question, (questions, context) =>
        {
            Assert.That(context, Is.EqualTo("a red dog"));
            return [.. questions.Select(text => text.Contains("colour", StringComparison.Ordinal) ? new[] { new FoundText("red", 0.6), new FoundText("dog", 0.3) } : [new("dog", 0.6), new("red", 0.3)])];
        });

        var text = new AttackRun(new WordDeletionAttack()).Run([row], "a model", new RobustnessOptions()).Single();

        Assert.That((text.Outcome, text.Text, text.Prediction), Is.EqualTo((AttackOutcome.Fooled, "what is it?", "dog")));
        Assert.That(text.Label, Is.EqualTo("Red | the red"));
    }

    [Test]
    public void Question_NoAnswerIsRight_CountsAsOne()
    {
        var answer = new QuestionAnswerFound([new FoundText("", 0.7), new FoundText("dog", 0.3)], [""]);

        Assert.That((answer.Quality, answer.Rightness, answer.Prediction), Is.EqualTo((1.0, 0.7, "")));
    }

    private static AttackedText Attack(TextAttack attack, string[] words, string[] tags) =>
        new AttackRun(attack).Run([new TagAttackRow(0, words, tags, new TagModel([Outside, Place], sentences => [.. sentences.Select(Score)]))], "a model", new RobustnessOptions()).Single();

    private static float[] Score(string[] words) =>
        [.. words.SelectMany((word, i) => char.IsUpper(word[0]) && i > 0 && words[i - 1] == "in" ? new[] { 0.1f, 0.9f } : [0.8f, 0.2f])];
}
