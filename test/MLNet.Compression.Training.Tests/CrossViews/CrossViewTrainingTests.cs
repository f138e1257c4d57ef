using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tests.CrossViews;

public class CrossViewTrainingTests
{
    private static readonly DistillationRecipe _recipe = DistillationRecipe.CrossView(Schedule.WarmupConstant(1, 0.5));

    [Test]
    public void Run_WithoutATeacher_LearnsLabelsAndViews()
    {
        var (student, losses) = (TinyModels.Create(), new List<(double Labels, double Views)>());
        var progress = new Loop.DirectProgress(report => losses.Add((report.Terms[0].Value, report.Terms[1].Value)));

        Distillation.Run(
            InputOf(student) with { Labeled = new TextRows("labelled", TinyModels.Data(128)) }, Options(15, _recipe), new TrainingEnvironment(1, 2, progress));

        Assert.That(TinyModels.Accuracy(student, TinyModels.Data(128, seed: 3)), Is.GreaterThan(0.95));
        Assert.That(losses[0].Views, Is.Zero, "The first step is of labelled rows.");
        Assert.That(losses.Max(loss => loss.Views), Is.Positive);
    }

    [Test]
    public void Run_BesideATeacher_FollowsItToo()
    {
        var (teacher, student) = (TinyModels.CreateLively(seed: 4), TinyModels.Create(seed: 2));
        var stage = _recipe.Stages[0];
        var recipe = _recipe with { Stages = [stage with { Losses = [.. stage.Losses, new PredictionLoss()] }] };
        var terms = new HashSet<string>();
        var environment = new TrainingEnvironment(1, 2, new Loop.DirectProgress(report => terms.UnionWith(report.Terms.Where(term => term.Value > 0).Select(term => term.Key))));

        Distillation.Run(InputOf(student) with { Teachers = [new ModelTeacher(teacher)] }, Options(1, recipe), environment);

        Assert.That(terms, Is.EquivalentTo(["labels", "cross views", "predictions"]));
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    /// <remarks>With dropout, so that the views' masks take part.</remarks>
    [TestCase(HeadKind.Sequence)]
    [TestCase(HeadKind.Token)]
    public void Run_MoreThreads_EndsWithTheSameBits(HeadKind head)
    {
        float[][] weights = [.. new[] { 1, 3 }.Select(threads =>
        {
            var student = Create(head);
            Distillation.Run(InputOf(student), Options(2, _recipe, dropout: 0.1), new TrainingEnvironment(1, threads));
            return TinyModels.Weights(student);
        })];

        Assert.That(weights[1], Is.EqualTo(weights[0]));
        Assert.That(weights[0], Is.Not.EqualTo(TinyModels.Weights(Create(head))));
    }

    [TestCase(HeadKind.Sequence)]
    [TestCase(HeadKind.Token)]
    public void Run_OneStepALife_EndsWithTheSameBits(HeadKind head)
    {
        using var temporary = new Runtime.Tests.TemporaryFolder();
        var expected = Train(null, new TrainingEnvironment(1, 2));
        float[] weights = [];

        var lives = Resuming.Lives.OneStepEach(environment => weights = Train(temporary.Path, environment));

        Assert.That(weights, Is.EqualTo(expected));
        Assert.That(lives, Is.GreaterThanOrEqualTo(6));

        float[] Train(string? folder, TrainingEnvironment environment)
        {
            var student = Create(head);
            var options = Options(1, _recipe, dropout: 0.1);
            options.ResumeFolder = folder;
            Distillation.Run(InputOf(student), options, environment);
            return TinyModels.Weights(student);
        }
    }

    [Test]
    public void Run_NoUnlabeledRows_IsRefusedByName() =>
        AssertRefused(InputOf(TinyModels.Create()) with { Unlabeled = null }, _recipe, "stage 'learn views'", "CrossView", "set UnlabeledSet");

    [Test]
    public void Run_NoUnlabeledRowsForTheLoss_IsRefusedByName() =>
        AssertRefused(InputOf(TinyModels.Create()) with { Unlabeled = null }, WithBatches(BatchMix.All), "cross views", "there are none", "set UnlabeledSet");

    [Test]
    public void Run_BatchesWithoutUnlabeledRows_AreRefusedByName() =>
        AssertRefused(InputOf(TinyModels.Create()), WithBatches(BatchMix.Labeled), "cross views", "none reach it", "BatchMix.Alternating()");

    [Test]
    public void Run_NoLabeledRows_IsRefusedByName() =>
        AssertRefused(InputOf(TinyModels.Create()) with { Labeled = null }, _recipe, "needs rows with labels");

    [TestCase(HeadKind.Regression)]
    [TestCase(HeadKind.QuestionAnswering)]
    [TestCase(HeadKind.MaskedLm)]
    public void Run_OtherHead_IsRefusedByName(HeadKind head) => AssertRefused(InputOf(Create(head)), _recipe, "cross views", $"head is {head}");

    [Test]
    public void Run_ViewOfAnotherTask_IsRefusedByName() => AssertRefused(
        InputOf(TinyModels.Create()),
        _recipe.WithLoss<CrossViewLoss>(loss => loss with { Views = [RestrictedView.Prefix, RestrictedView.Next] }),
        "view Next",
        "Prefix, Suffix, MaskedHalves");

    [Test]
    public void Run_LossThatNamesTeachers_IsRefusedByName() => AssertRefused(
        InputOf(TinyModels.Create()), _recipe.WithLoss<CrossViewLoss>(loss => loss with { Teachers = [0] }), "only teacher is the student itself");

    [Test]
    public void Views_Twice_AreRefused() =>
        Assert.That(() => new CrossViewLoss { Views = [RestrictedView.Next, RestrictedView.Next] }, Throws.ArgumentException.With.Message.Contains("Next, Next"));

    [Test]
    public void CrossView_Recipe_IsEqualByContentAndPrintsItself()
    {
        var same = DistillationRecipe.CrossView(0.5);
        Assert.That(DistillationRecipe.CrossView(0.5), Is.EqualTo(same));
        Assert.That(DistillationRecipe.CrossView(0.5), Is.Not.EqualTo(DistillationRecipe.CrossView(0.5, 1, 2)));
        Assert.That(
            DistillationRecipe.CrossView(0.5, 1, 2).Stages[0].ToString(),
            Is.EqualTo("learn views (1 of the epochs, 1 labelled and 2 unlabelled steps in turns): labels + 0.5 x cross views"));
        Assert.That(new CrossViewLoss { Views = [RestrictedView.Next] }.ToString(), Is.EqualTo("cross views (Next)"));
    }

    private static void AssertRefused(DistillationInput input, DistillationRecipe recipe, params string[] parts)
    {
        var weights = TinyModels.Weights(input.Student);
        var message = Assert.Throws<ArgumentException>(() => Distillation.Run(input, Options(1, recipe), new TrainingEnvironment(1)))!.Message;

        foreach (var part in parts)
        {
            Assert.That(message, Does.Contain(part).IgnoreCase);
        }

        Assert.That(TinyModels.Weights(input.Student), Is.EqualTo(weights), "Nothing was begun.");
    }

    private static DistillationRecipe WithBatches(BatchMix mix) => _recipe with { Stages = [_recipe.Stages[0] with { Batches = mix }] };

    private static TextModel Create(HeadKind head) => TextModelFactory.CreateRandom(
        TinyModels.Shape, TinyModels.Tokenizer, Runtime.Models.HeadDefinition.Of(head).NamesOutputs ? ["odd", "even"] : [], TinyModels.MaxTokens, seed: 1, head);

    private static DistillationInput InputOf(TextModel student) =>
        new(student, [], new TextRows("labelled", Labeled(student.HeadKind)), new TextRows("unlabelled", Unlabeled()));

    private static TextDataset Labeled(HeadKind head)
    {
        if (head != HeadKind.Token)
        {
            return TinyModels.Data(32);
        }

        var (data, batch) = (new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens), TinyModels.Batch(TinyModels.Data(32)));
        for (var s = 0; s < batch.SequenceCount; s++)
        {
            var (start, length) = (batch.SequenceStarts[s], batch.LengthOf(s));
            var ids = batch.Ids.Slice(start, length).ToArray();
            data.Add(ids, batch.TokenTypes.Slice(start, length), [.. ids.Select((id, i) => i == 0 || i == ids.Length - 1 ? TokenTargets.None : id % 2)]);
        }

        return data;
    }

    private static TextDataset Unlabeled()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(48, seed: 2))
        {
            data.Add(text.AsMemory(), null);
        }

        return data;
    }

    private static DistillationOptions Options(int epochs, DistillationRecipe recipe, double dropout = 0) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        LearningRate = 3e-3,
        Dropout = dropout,
        AttentionDropout = dropout,
        Recipe = recipe,
    };
}
