using MLNet.Compression.Training.Data;
using static MLNet.Compression.Training.Tests.Distilling.TwoVocabularies.TwoVocabularies;

namespace MLNet.Compression.Training.Tests.Data;

/// <summary>Which words of a teacher's input the student's vocabulary splits.</summary>
public class MixedSplittingTests
{
    private const string Text = "yes worda wordb no";
    private static readonly Vocabulary _student = Tokenizer.Vocabulary;
    private static readonly Vocabulary _teacher = TinyModels.Tokenizer.Vocabulary;

    [Test]
    public void Apply_AllByTheStudent_ShiftsItsTokens()
    {
        var batch = Fill(Rows(Text), seed: 1);

        new MixedSplitting(Pair, share: 1).Apply(batch);

        Assert.That(Mixed(batch, 0), Is.EqualTo(["s:[CLS]", "s:yes", "s:word", "s:##a", "s:word", "s:##b", "s:no", "s:[SEP]"]));
    }

    [Test]
    public void Apply_Mixture_HasEachWordWholeByOneOfTheTwo()
    {
        string[][] words = [["[CLS]"], ["yes"], ["worda", "word ##a"], ["wordb", "word ##b"], ["no"], ["[SEP]"]];
        var seen = new HashSet<string>();
        for (var seed = 1UL; seed <= 200; seed++)
        {
            var batch = Fill(Rows(Text), seed);
            var student = batch.Tokens.Ids.ToArray();

            new MixedSplitting(Pair, share: 0.5).Apply(batch);

            var pieces = string.Join(' ', Mixed(batch, 0));
            Assert.That(batch.Tokens.Ids.ToArray(), Is.EqualTo(student), "the student's tokens stay");
            Assert.That(pieces.Replace("s:", "", StringComparison.Ordinal).Replace("t:", "", StringComparison.Ordinal).Replace(" ##", "", StringComparison.Ordinal).Replace("worda", "a", StringComparison.Ordinal).Replace("wordb", "b", StringComparison.Ordinal), Is.EqualTo("[CLS] yes a b no [SEP]"));
            Assert.That(pieces, Does.Not.Contain("s:worda").And.Not.Contain("t:word ").And.Not.Contain("t:##"));
            seen.Add(pieces);
        }

        Assert.That(seen, Has.Count.GreaterThan((int)Math.Pow(2, words.Length) / 2), "all mixtures occur");
    }

    [TestCase(0.5)]
    [TestCase(0.2)]
    public void Apply_ManyWords_HasTheShare(double share)
    {
        var batch = Fill(Rows([.. Enumerable.Repeat("yes no yes no yes no yes", 400)]), seed: 1);

        new MixedSplitting(Pair, share).Apply(batch);

        var ids = batch.TokensOf(1).Ids.ToArray();
        Assert.That(ids.Count(id => id >= Pair.Start) / (double)ids.Length, Is.EqualTo(share).Within(0.03));
    }

    [Test]
    public void Apply_SameSeed_IsTheSameMixture()
    {
        var (batch, again, other) = (Fill(Rows(20), 1), Fill(Rows(20), 1), Fill(Rows(20), 2));

        foreach (var each in new[] { batch, again, other })
        {
            new MixedSplitting(Pair, share: 0.5).Apply(each);
        }

        Assert.That(again.TokensOf(1).Ids.ToArray(), Is.EqualTo(batch.TokensOf(1).Ids.ToArray()));
        Assert.That(other.TokensOf(1).Ids.ToArray(), Is.Not.EqualTo(batch.TokensOf(1).Ids.ToArray()));
    }

    /// <remarks>The student's row is cut within a word: words are taken that both have whole.</remarks>
    [TestCase(false)]
    [TestCase(true)]
    public void Apply_CutRow_TakesWordsThatBothHaveWhole(bool left)
    {
        var options = new TokenizerOptions { TruncateLeft = left };
        var pair = Pair with { Student = new(_student, options), Teacher = new(_teacher, options) };
        const string text = "no worda wordb wordc wordd worde yes";
        var rows = new TextRows("training data", Dataset(pair.Student, MaxTokens, text), Dataset(pair.Teacher, MaxTokens, text));
        var batch = Fill(rows, seed: 1);

        new MixedSplitting(pair, share: 1e-9).Apply(batch);

        Assert.That(Mixed(batch, 0), Is.EqualTo(left
            ? ["t:[CLS]", "t:wordb", "t:wordc", "t:wordd", "t:worde", "t:yes", "t:[SEP]"]
            : new[] { "t:[CLS]", "t:no", "t:worda", "t:wordb", "t:wordc", "t:wordd", "t:[SEP]" }));
    }

    [Test]
    public void Apply_MixtureLongerThanTheTeacherReads_EndsAtAWord()
    {
        var pair = Pair with { TeacherTokens = 7 };
        var batch = Fill(new TextRows("training data", Dataset(Tokenizer, MaxTokens, "worda wordb wordc no"), Dataset(TinyModels.Tokenizer, 7, "worda wordb wordc no")), seed: 1);

        new MixedSplitting(pair, share: 1).Apply(batch);

        Assert.That(Mixed(batch, 0), Is.EqualTo(["s:[CLS]", "s:word", "s:##a", "s:word", "s:##b", "s:[SEP]"]));
    }

    [Test]
    public void RequireSameWords_OtherOptionsOrAddedTokens_AreRefused()
    {
        var spelt = new BertTokenizer(_student, new TokenizerOptions { RecognizeSpecialTokens = true });

        Assert.That(() => VocabularyPair.RequireSameWords(Tokenizer, TinyModels.Tokenizer), Throws.Nothing);
        Assert.That(
            () => VocabularyPair.RequireSameWords(new BertTokenizer(_student, new TokenizerOptions { LowerCase = false }), TinyModels.Tokenizer),
            Throws.ArgumentException.With.Message.Contains("the teacher's TokenizerOptions"));
        Assert.That(
            () => VocabularyPair.RequireSameWords(spelt, new BertTokenizer(_teacher, spelt.Options)),
            Throws.ArgumentException.With.Message.Contains("without added tokens"));
    }

    private static TextDataset Dataset(BertTokenizer tokenizer, int maxTokens, string text)
    {
        var data = new TextDataset(tokenizer, maxTokens);
        data.Add(text.AsMemory(), null);
        return data;
    }

    private static TrainingBatch Fill(TextRows rows, ulong seed)
    {
        var batch = new TrainingBatch();
        batch.Fill(rows, [.. Enumerable.Range(0, rows.Count)], seed, withTargets: false);
        return batch;
    }

    /// <summary>The pieces of a row of the mixture, with whose they are.</summary>
    private static string[] Mixed(TrainingBatch batch, int row)
    {
        var tokens = batch.TokensOf(1);
        return [.. tokens.Ids.Slice(tokens.SequenceStarts[row], tokens.LengthOf(row)).ToArray()
            .Select(id => id < Pair.Start ? $"t:{_teacher[id]}" : $"s:{_student[id - Pair.Start]}")];
    }
}
