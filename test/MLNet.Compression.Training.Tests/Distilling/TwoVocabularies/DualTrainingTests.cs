using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Distilling.TwoVocabularies;

/// <summary>Recipes whose teacher goes on learning.</summary>
public class DualTrainingTests
{
    /// <remarks>The teacher's rate is a third of the student's.</remarks>
    [TestCase(ProjectionDirection.Down)]
    [TestCase(ProjectionDirection.Up)]
    public void Run_DualTraining_LowersEveryTermAndLeavesTheTeacherAsItIs(ProjectionDirection direction)
    {
        var (student, teacher, reports) = (TwoVocabularies.CreateStudent(), TwoVocabularies.Teacher(), new List<TrainingProgress>());
        var before = TinyModels.Weights(teacher.Model);
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(reports.Add));

        Run(student, teacher, DistillationRecipe.DualTraining(direction), environment, epochs: 12);

        Assert.That(reports[0].Terms.Select(term => term.Key), Is.EqualTo(["token labels", "teacher's token labels", "projected weights"]));
        foreach (var (first, last) in reports[0].Terms.Zip(reports[^1].Terms))
        {
            TestContext.Out.WriteLine($"{first.Key}: {first.Value:0.000} to {last.Value:0.000}");
            Assert.That(last.Value, Is.LessThan((first.Key.StartsWith("teacher", StringComparison.Ordinal) ? 0.95 : 0.8) * first.Value), first.Key);
        }

        Assert.That(TinyModels.Weights(teacher.Model), Is.EqualTo(before), "a copy learns");
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    /// <remarks>In the first stage the student's tables follow the teacher's, and its layers stay.</remarks>
    [Test]
    public void Run_MixedVocabulary_TeachesTablesAndThenTheStudent()
    {
        var (student, untouched, reports) = (TwoVocabularies.CreateStudent(), TwoVocabularies.CreateStudent(), new List<TrainingProgress>());
        var recipe = DistillationRecipe.MixedVocabulary();
        Run(student, TwoVocabularies.Teacher(), recipe with { Stages = [recipe.Stages[0]] }, new TrainingEnvironment(1), epochs: 4);

        var layers = student.Encoder.Layers.SelectMany(layer => layer.Parameters).Zip(untouched.Encoder.Layers.SelectMany(layer => layer.Parameters));
        Assert.That(layers.All(pair => pair.First.ValueSpan.SequenceEqual(pair.Second.ValueSpan)), Is.True);
        Assert.That(student.Encoder.Embeddings.Words.ValueSpan.SequenceEqual(untouched.Encoder.Embeddings.Words.ValueSpan), Is.False);

        Run(TwoVocabularies.CreateStudent(), TwoVocabularies.Teacher(), recipe, new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)), epochs: 12);
        Assert.That(reports.Select(report => report.Stage).Distinct(), Is.EqualTo(["mix vocabularies", "learn words"]));
        var words = reports.Where(report => report.Stage == "learn words").ToArray();
        Assert.That(words[^1].Loss, Is.LessThan(0.9 * words[0].Loss));
    }

    /// <remarks>Narrow tables have projections of their own, and so have both sides of what leads from them to the layers.</remarks>
    [Test]
    public void Run_StudentOfNarrowTables_FollowsTheTeachersTables()
    {
        var (shape, reports) = (TwoVocabularies.CreateStudent().Shape with { EmbeddingSize = 8 }, new List<TrainingProgress>());
        var student = TextModelFactory.CreateRandom(shape, TwoVocabularies.Tokenizer, [], TwoVocabularies.MaxTokens, seed: 1, HeadKind.MaskedLm);
        var matched = new MatchedMatrices(student, VocabularyTransfer.Extend(TwoVocabularies.CreateTeacher(), TwoVocabularies.Tokenizer, shape.VocabularySize)).Embeddings();

        Assert.That(new WeightProjection(matched, ProjectionDirection.Down, teacherLearns: true, seed: 1).Parameters.Select(projection => (projection.Rows, projection.Columns)), Is.EqualTo([(32, 8)]));

        Run(student, TwoVocabularies.Teacher(), DistillationRecipe.DualTraining(), new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)), epochs: 12);
        Assert.That(reports[^1].Terms[2].Value, Is.LessThan(0.8 * reports[0].Terms[2].Value));
    }

    [Test]
    public void Run_ProjectedWeightsOfAStaticStudent_AreRefused()
    {
        var student = TextModelFactory.CreateRandom(BertShape.Static(TinyModels.Tokenizer.Vocabulary.Count, 8), TinyModels.Tokenizer, ["without", "with"], TinyModels.MaxTokens, seed: 1);
        var recipe = new DistillationRecipe("test", new DistillationStage("distil", 1, new PredictionLoss(), new WeightProjectionLoss { Weights = ProjectedWeights.Embeddings }));

        Assert.That(
            () => Distillation.Run(TinyModels.Create(), student, TinyModels.Data(8), Options(recipe, 1, 1e-3), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("a static model has none"));
    }

    /// <remarks>Extraction takes the rows of the teacher's pieces that spell each of the student's.</remarks>
    [Test]
    public void Run_StartFromTheTeacher_HasItsPieces()
    {
        var (student, teacher) = (TwoVocabularies.CreateStudent(hidden: 32, feedForward: 64), TwoVocabularies.Teacher());

        Run(student, teacher, DistillationRecipe.DualTraining() with { Start = StudentInitialization.Extract }, new TrainingEnvironment(1), epochs: 1, learningRate: 1e-9);

        var (own, others) = (student.Encoder.Embeddings.Words.Value, teacher.Model.Encoder.Embeddings.Words.Value);
        Assert.That(own.RowSpan(5).ToArray(), Is.EqualTo(others.RowSpan(5).ToArray()).Within(1e-5), "yes");
        Assert.That(own.RowSpan(8).ToArray(), Is.EqualTo(others.RowSpan(1).ToArray()).Within(1e-5), "##a is nothing that the teacher can spell");
    }

    [Test]
    public void Run_AnyThreads_GivesTheSameBits()
    {
        var (one, three) = (TwoVocabularies.CreateStudent(), TwoVocabularies.CreateStudent());

        Run(one, TwoVocabularies.Teacher(), DistillationRecipe.DualTraining(), new TrainingEnvironment(1, 1), epochs: 1);
        Run(three, TwoVocabularies.Teacher(), DistillationRecipe.DualTraining(), new TrainingEnvironment(1, 3), epochs: 1);

        Assert.That(TinyModels.Weights(three), Is.EqualTo(TinyModels.Weights(one)));
    }

    [Test]
    public void Run_OtherTextsOfTheSameStudentTokens_IsAnotherRun()
    {
        using var folder = new Runtime.Tests.TemporaryFolder();
        void Train(string word) => Distillation.Run(
            new DistillationInput(TwoVocabularies.CreateStudent(), [TwoVocabularies.Teacher()], null, TwoVocabularies.Rows($"yes {word}", "no worda")),
            Options(DistillationRecipe.DualTraining(), 1, 3e-3, folder.Path),
            new TrainingEnvironment(1));
        Train("words");

        Assert.That(() => Train("wordt"), Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("in the tokens of another model"), "both are [UNK] to the student alone");
    }

    [Test]
    public void Run_LayersThatDifferWithoutAMap_SaysWhatToSet()
    {
        var student = TwoVocabularies.CreateStudent(layers: 1);

        Refused(student, DistillationRecipe.DualTraining(), "the student has 1 layers and the teacher 2", "LayerMap.Uniform");
        Assert.That(
            () => Run(student, TwoVocabularies.Teacher(), DistillationRecipe.DualTraining().WithLoss<WeightProjectionLoss>(loss => loss with { Map = LayerMap.Uniform }), new TrainingEnvironment(1), 1),
            Throws.Nothing);
    }

    [Test]
    public void Run_ClassifierAsStudent_IsRefused() => Assert.That(
        () => Distillation.Run(TinyModels.Create(), TinyModels.Create(), TinyModels.Data(8), Options(DistillationRecipe.DualTraining(), 1, 1e-3), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("head is Sequence").And.Message.Contains("GeneralDistillation"));

    [Test]
    public void Run_StudentOfTheTeachersVocabulary_IsRefused() => Assert.That(
        () => Distillation.Run(TwoVocabularies.CreateTeacher(), TwoVocabularies.CreateTeacher(), Plain(), Options(DistillationRecipe.DualTraining(), 1, 1e-3), new TrainingEnvironment(1)),
        Throws.ArgumentException.With.Message.Contains("a smaller one of its own"));

    [Test]
    public void Run_VocabularyLargerThanTheTeachers_IsRefused()
    {
        var shape = TwoVocabularies.CreateStudent().Shape with { VocabularySize = 40 };
        var student = TextModelFactory.CreateRandom(shape, TwoVocabularies.Tokenizer, [], TwoVocabularies.MaxTokens, seed: 1, HeadKind.MaskedLm);

        Refused(student, DistillationRecipe.DualTraining(), "40 pieces, more than the teacher's 27");
    }

    [Test]
    public void Run_LossesThatDoNotFit_AreRefused()
    {
        var (student, stage) = (TwoVocabularies.CreateStudent(), DistillationRecipe.DualTraining().Stages[0]);

        Refused(student, Recipe(stage with { Losses = [.. stage.Losses, new PredictionLoss()] }), "different vocabularies");
        Refused(student, Recipe(stage with { Losses = [.. stage.Losses, new HiddenStateLoss()] }), "other tokens");
        Refused(student, Recipe(stage with { TeacherLearns = null }), "set the stage's TeacherLearns");
        Refused(student, Recipe(stage with { TeacherLearns = null, Losses = [new LanguageModelLoss(), new WeightProjectionLoss()] }), "another vocabulary than the student");
        Refused(student, Recipe(stage with { Masking = null }), "Masking.Bert");
        Refused(student, Recipe(stage with { Losses = [new TeacherLanguageModelLoss { Teachers = [0] }] }), "leave Teachers empty");
    }

    [Test]
    public void Run_ProjectedWeightsOfAFrozenTeacher_TeachAStudentOfItsVocabulary()
    {
        var (teacher, student) = (TinyModels.CreateLively(seed: 2), TinyModels.Create(TinyModels.ShapeOf(layers: 2, hidden: 16, heads: 2, feedForward: 24), seed: 3));
        var (before, reports) = (TinyModels.Weights(teacher), new List<TrainingProgress>());
        var recipe = new DistillationRecipe("test", new DistillationStage("distil", 1, new PredictionLoss(), new WeightProjectionLoss(weight: 0.1)));

        Distillation.Run(teacher, student, TinyModels.Data(64), Options(recipe, 6, 3e-3), new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)));

        Assert.That(reports[^1].Terms[1].Value, Is.LessThan(0.8 * reports[0].Terms[1].Value));
        Assert.That(TinyModels.Weights(teacher), Is.EqualTo(before));
    }

    [TestCase(0)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void TeacherLearning_ShareOutOfRange_IsRefused(double share) =>
        Assert.That(() => DistillationRecipe.DualTraining(studentWords: share), Throws.TypeOf<ArgumentOutOfRangeException>());

    /// <summary>Three words that always come in the same order, five kinds.</summary>
    private static TextRows Ordered() =>
        TwoVocabularies.Rows([.. Enumerable.Range(0, 64).Select(row => string.Join(' ', Enumerable.Range(0, 3).Select(i => $"word{(char)('a' + (row % 5 * 3) + i)}")))]);

    private static DistillationRecipe Recipe(DistillationStage stage) => new("test", stage) { Start = StudentInitialization.Random };

    private static TextDataset Plain()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        data.Add("yes worda".AsMemory(), null);
        return data;
    }

    private static void Refused(TextModel student, DistillationRecipe recipe, params string[] words)
    {
        var message = Assert.Catch<ArgumentException>(() => Run(student, TwoVocabularies.Teacher(), recipe, new TrainingEnvironment(1), epochs: 1))!.Message;
        TestContext.Out.WriteLine(message);
        foreach (var word in words)
        {
            Assert.That(message, Does.Contain(word));
        }
    }

    private static void Run(TextModel student, ModelTeacher teacher, DistillationRecipe recipe, TrainingEnvironment environment, int epochs, double learningRate = 3e-3) =>
        Distillation.Run(new DistillationInput(student, [teacher], Labeled: null, Ordered()), Options(recipe, epochs, learningRate), environment);

    private static DistillationOptions Options(DistillationRecipe recipe, int epochs, double learningRate, string? folder = null) =>
        new() { Recipe = recipe, Epochs = epochs, BatchSize = 16, LearningRate = learningRate, Dropout = 0, AttentionDropout = 0, ResumeFolder = folder };
}
