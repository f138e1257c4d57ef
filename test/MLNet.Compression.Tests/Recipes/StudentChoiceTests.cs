using MLNet.Compression.Outcomes;
using MLNet.Compression.Recipes;
using MLNet.Compression.Stages;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Recipes;

/// <summary>The student that a size gets, for teachers of MiniLM's shape of which no weights are read.</summary>
public class StudentChoiceTests
{
    private const int Pieces = 12_000;

    [TestCase(400_000, "static64x64")]
    [TestCase(3_000_000, "6x384x12x384")]
    public void Run_Bytes_GiveTheLargestStudentThatFits(long bytes, string shape)
    {
        var chosen = Choose(CompressionRecipe.Small(bytes));

        Assert.That($"{chosen.Shape}", Does.StartWith(shape + " "));
        Assert.That(chosen.SavedBytes, Is.LessThanOrEqualTo(bytes));
        Assert.That(chosen.Shape.MaxTokens, Is.EqualTo(128));
    }

    [TestCase(400_000, "static64x64", 4, 0)]
    [TestCase(620_000, "3x384x12x768", 4, 0.8)]
    [TestCase(1_000_000, "4x384x12x768", 4, 0.8)]
    [TestCase(3_000_000, "4x384x12x768", 8, 0.8)]
    public void Run_FastRecipe_TakesFewLayersOfFewBlocks(long bytes, string shape, int bits, double sparsity)
    {
        var chosen = Choose(CompressionRecipe.Fast(bytes));

        Assert.That($"{chosen.Shape}", Does.StartWith(shape + " "));
        Assert.That(chosen.Student.Sparsity, Is.EqualTo(sparsity));
        Assert.That(chosen.Student.Plan.Attention, Is.EqualTo(QuantizationScheme.LearnedStep(bits)));
        Assert.That(chosen.SavedBytes, Is.LessThanOrEqualTo(bytes));
    }

    [Test]
    public void Run_BytesToSpare_BecomePieces()
    {
        var recipe = CompressionRecipe.Small(1_000_000) with { Students = [new RecipeStudent(StudentShape.Static(16), QuantizationPlan.Int8) { Vocabulary = 300 }] };

        var (few, more, all) = (Choose(recipe with { Bytes = 120_000 }), Choose(recipe with { Bytes = 150_000 }), Choose(recipe));

        Assert.That(few.Shape.VocabularySize, Is.InRange(300, Pieces));
        Assert.That(more.Shape.VocabularySize, Is.GreaterThan(few.Shape.VocabularySize));
        Assert.That(all.Shape.VocabularySize, Is.EqualTo(Pieces));
        Assert.That(more.SavedBytes, Is.InRange(145_000, 150_000));
    }

    /// <summary>No word of the texts is in the vocabulary: special tokens and letters cover them.</summary>
    [TestCase(300, 57)]
    [TestCase(30, 57)]
    public void Run_NoLimit_TakesTheFirstWithPiecesThatCoverTheTexts(int named, int pieces)
    {
        var student = new RecipeStudent(StudentShape.Static(16), QuantizationPlan.Int8);

        var chosen = Choose(new CompressionRecipe(student with { Vocabulary = named }, student));

        Assert.That(chosen.Shape.VocabularySize, Is.EqualTo(pieces));
    }

    [Test]
    public void Run_StudentLargerThanItsTeacher_BecomesAsLarge()
    {
        var chosen = Choose(new CompressionRecipe(new RecipeStudent(new StudentShape(12, 768, 12, 3072), QuantizationPlan.Int8) { Vocabulary = 300 }));

        Assert.That($"{chosen.Shape}", Does.StartWith("6x384x12x1536 "));
    }

    /// <summary>312 features are no multiple of 48, but of 39; 57 words can't choose among 256 vectors, nor 7 features be cut into 48 parts.</summary>
    [TestCase(312, 4, ExpectedResult = "product rows of 39 x 4 bits")]
    [TestCase(384, 4, ExpectedResult = "product rows of 48 x 4 bits")]
    [TestCase(384, 8, ExpectedResult = "learnt step of 4 bits")]
    [TestCase(7, 4, ExpectedResult = "learnt step of 4 bits")]
    public string Run_WordsAsRowsOfVectors_GetSuchAsTheirTableCanHave(int hidden, int bits)
    {
        var plan = QuantizationPlan.Of(QuantizationScheme.LearnedStep(3), QuantizationScheme.ProductRows(48, bits));

        var chosen = Choose(new CompressionRecipe(new RecipeStudent(new StudentShape(2, hidden, 1, 64), plan)));

        return $"{chosen.Student.Plan.WordEmbeddings}";
    }

    [TestCase(8, "6x384x8x384 ")]
    [TestCase(16, "6x384x12x384 ")]
    public void Run_TeacherWithOtherHeads_GivesNoMoreThanItHas(int heads, string shape) => Assert.That($"{Choose(CompressionRecipe.Small(3_000_000), heads: heads).Shape}", Does.StartWith(shape));

    [TestCase(HeadKind.Token)]
    [TestCase(HeadKind.QuestionAnswering)]
    public void Run_TaskOfTokens_TakesNoStaticStudent(HeadKind head)
    {
        OutcomeKind kind = head == HeadKind.Token ? NamedEntityOutcomeKind.Instance : AnswerOutcomeKind.Usual;
        var recipe = new CompressionRecipe(new RecipeStudent(StudentShape.Static(16), QuantizationPlan.Int8));

        Assert.That(() => Choose(recipe, kind), Throws.InstanceOf<NotSupportedException>().With.Message.Contains("static"));
    }

    private static ChosenStudent Choose(CompressionRecipe recipe, OutcomeKind? kind = null, int heads = 12)
    {
        // Words of six letters, and each letter, so that there is something to leave out.
        var letters = Enumerable.Range('a', 26).SelectMany(letter => new[] { $"{(char)letter}", $"##{(char)letter}" });
        var words = Enumerable.Range(0, Pieces).Select(i => new string([.. Enumerable.Range(0, 6).Select(place => (char)('a' + ((i * 7919L) >> (2 * place)) % 26))]));
        var vocabulary = Vocabulary.FromTokens([.. new[] { "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]" }.Concat(letters).Concat(words).Distinct().Take(Pieces)]);
        var shape = BertShape.Uniform(vocabulary.Count, 6, 384, heads, 1536);
        var rows = (kind ?? ClassOutcomeKind.Instance).ReadTaught(
            Fitted.Context.Data.LoadFromEnumerable(Messages.Create(12)), new(kind is null ? "Label" : "None", "Sentence1", null, "Score", "PredictedLabel"), () => kind!.OfClasses(new("None", "Sentence1", null, "Score", "PredictedLabel"), ["O", "B-x"]), default);
        return new StudentChoice(recipe, new StageModel(shape, new BertTokenizer(vocabulary, new TokenizerOptions()), 128, rows), default).Run();
    }
}
