using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Initialization;

/// <summary>A student with other pieces than its teacher.</summary>
public class PieceMatchingTests
{
    private static readonly string[] _special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"];

    private static readonly BertTokenizer _teachers = new(Vocabulary.FromTokens([.. _special, "a", "b", "##a", "##b", "ab", "##ab"]));

    private static readonly BertTokenizer _students = new(Vocabulary.FromTokens(["abab", "##ab", "##bab", "[UNK]", "zz", "a", "[CLS]", "[SEP]", "[PAD]"]));

    [Test]
    public void Apply_Extract_TakesRowsOfTheSamePieceAndMeansOfTheOthersParts()
    {
        var teacher = TextModelFactory.CreateRandom(Shape(_teachers, hidden: 8), _teachers, ["0", "1"], 8, seed: 1);
        var student = TextModelFactory.CreateRandom(Shape(_students, hidden: 4), _students, ["0", "1"], 8, seed: 2);

        var features = StudentInitialization.Extract.Apply(teacher, student)!;

        Assert.That(Row(student, "##ab"), Is.EqualTo(Taken(teacher, "##ab")));
        Assert.That(Row(student, "a"), Is.EqualTo(Taken(teacher, "a")));
        Assert.That(Row(student, "[CLS]"), Is.EqualTo(Taken(teacher, "[CLS]")));
        Assert.That(Row(student, "abab"), Is.EqualTo(Mean("ab", "##ab")).Within(1e-7));
        Assert.That(Row(student, "##bab"), Is.EqualTo(Mean("##b", "##ab")).Within(1e-7));
        Assert.That(Row(student, "zz"), Is.Not.EqualTo(Taken(teacher, "[UNK]")).And.All.Not.Zero, "no part of it is known");

        float[] Taken(TextModel model, string piece) => [.. features.Hidden.Select(feature => Row(model, piece)[feature])];
        IEnumerable<double> Mean(string first, string second) => Taken(teacher, first).Zip(Taken(teacher, second), (x, y) => (x + y) / 2.0);
    }

    [Test]
    public void Apply_WiderStudent_AveragesWhatTheTeacherHas()
    {
        var teacher = TextModelFactory.CreateRandom(Shape(_teachers, hidden: 4), _teachers, ["0", "1"], 8, seed: 1);
        var student = TextModelFactory.CreateRandom(Shape(_students, hidden: 8), _students, ["0", "1"], 8, seed: 2);

        StudentInitialization.Extract.Apply(teacher, student);

        var row = Row(student, "abab");
        Assert.That(row[..4], Is.EqualTo(Row(teacher, "ab").Zip(Row(teacher, "##ab"), (x, y) => (x + y) / 2.0)).Within(1e-7));
        Assert.That(row[4..], Is.All.Not.Zero);
    }

    [Test]
    public void Of_SpecialTokensSpeltOtherwise_AreMatchedByWhatTheyMean()
    {
        var extras = new VocabularyExtras { Names = SpecialTokenNames.Of(["<pad>", "<unk>", "<s>", "</s>", "<mask>"]) };
        var vocabulary = Vocabulary.TryCreate(["<s>", "</s>", "<pad>", "<unk>", "a", "b", "##a", "##b", "ab", "##ab"], out _, extras)!;

        var matches = PieceMatching.Of(Model(new BertTokenizer(vocabulary)), Model(_students));

        Assert.That(matches.Rows, Is.EqualTo((int[])[-1, 9, -1, 3, -1, 4, 0, 1, 2]));
        Assert.That(matches.Parts.Keys, Is.EqualTo((int[])[0, 2]));
    }

    private static TextModel Model(BertTokenizer tokenizer) => TextModelFactory.CreateRandom(Shape(tokenizer, hidden: 4), tokenizer, ["0", "1"], 8, seed: 1);

    private static BertShape Shape(BertTokenizer tokenizer, int hidden) =>
        BertShape.Uniform(tokenizer.Vocabulary.Count, layers: 1, hidden, heads: 2, feedForwardSize: 8) with { MaxPositions = 8 };

    private static float[] Row(TextModel model, string piece)
    {
        Assert.That(model.Tokenizer.Vocabulary.TryGetId(piece, out var id), Is.True);
        return model.Encoder.Embeddings.Words.Value.RowSpan(id).ToArray();
    }
}
