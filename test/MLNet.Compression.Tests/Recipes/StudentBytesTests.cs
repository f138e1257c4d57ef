using MLNet.Compression.Outcomes;
using MLNet.Compression.Recipes;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;

namespace MLNet.Compression.Tests.Recipes;

/// <summary>What a student is said to come to, against the file of a whole one.</summary>
public class StudentBytesTests
{
    private const int Pieces = 180;

    [TestCase("3x48x4x96", 4)]
    [TestCase("3x48x4x96 embedding=24 segments=no", 3)]
    [TestCase("4x48x4x96 sharing=all", 4)]
    [TestCase("static16x32", 4)]
    [TestCase("static16", 8)]
    public void File_AnyShape_IsThatOfTheWholeStudent(string text, int bits)
    {
        Check(StudentShape.Parse(text), QuantizationPlan.Of(QuantizationScheme.LearnedStep(bits)));
    }

    [Test]
    public void File_WordsAsRowsOfVectors_IsThatOfTheWholeStudent() =>
        Check(StudentShape.Parse("3x48x4x96"), QuantizationPlan.Of(QuantizationScheme.LearnedStep(3), QuantizationScheme.ProductRows(parts: 8, bits: 5)));

    private static void Check(StudentShape shape, QuantizationPlan plan)
    {
        var teacher = Teacher();
        var pool = new StudentPool(teacher.Tokenizer, teacher.Rows.Texts.Texts, coverage: 1, default);

        var bytes = new StudentBytes(CompressionRecipe.Small(1), new RecipeStudent(shape, plan), shape, pool, teacher, default);

        Assert.That(bytes.File(Pieces), Is.EqualTo(FileOf(shape, plan, pool.Of(Pieces), teacher)).Within(1));
        Assert.That(bytes.Most(Pieces, bytes.Saved(Pieces + 20)), Is.EqualTo(Pieces + 20));
    }

    private static StageModel Teacher()
    {
        var model = Fitted.Teacher.Model;
        var rows = ClassOutcomeKind.Instance.ReadTaught(Fitted.Train, Fitted.Teacher.Outcome.Columns, () => Fitted.Teacher.Outcome, default);
        return new StageModel(model.Shape, model.CreateTokenizer(), model.MaxTokens, rows);
    }

    private static long FileOf(StudentShape shape, QuantizationPlan plan, TextTokenizer tokenizer, StageModel teacher)
    {
        var encoder = shape.Beside(teacher.Shape) with { VocabularySize = tokenizer.Vocabulary.Count };
        var model = TextModelFactory.CreateRandom(encoder, tokenizer, teacher.Rows.Outcome.Labels, teacher.MaxTokens, seed: 5);
        using var run = new QuantizationRun(model, plan);
        run.Round(new TrainingEnvironment(seed: 5), data: null);
        return CompressedModelEncoder.Encode(model, ValueFormat.Float32).SizeInBytes;
    }
}
