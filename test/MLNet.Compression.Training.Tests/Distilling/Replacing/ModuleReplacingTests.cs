using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Tests.Distilling.Replacing;

public class ModuleReplacingTests
{
    private static readonly BertShape _teacher = TinyModels.ShapeOf(4, 32, 2, 64);

    private static readonly ModuleReplacing[] _different =
    [
        ModuleReplacing.ByCoin(0.5),
        ModuleReplacing.ByCoin(0.7),
        ModuleReplacing.ByCoin(Schedule.Linear(0.3, 1)),
        ModuleReplacing.Blend(0.5),
        ModuleReplacing.Blend(Schedule.Cosine(0, 1)),
        ModuleReplacing.ByCoin(0.5) with { Predecessor = 1 },
    ];

    [Test]
    public void Recipes_OfDifferentReplacing_AreToldApartByValueTextAndFingerprint()
    {
        var recipes = _different.Select(replacing => DistillationRecipe.Theseus(replacing)).ToArray();

        Assert.That(recipes, Is.Unique);
        Assert.That(recipes.Select(recipe => recipe.ToString()), Is.Unique);
        Assert.That(recipes.Select(OptionValues.Text), Is.Unique);
        Assert.That(DistillationRecipe.Theseus(ModuleReplacing.ByCoin(0.5)), Is.EqualTo(recipes[0]));
        Assert.That(
            OptionValues.Text(recipes[0]),
            Is.Not.EqualTo(OptionValues.Text(recipes[0] with { Stages = [recipes[0].Stages[0] with { Learns = LearningParts.All }, recipes[0].Stages[1]] })));
    }

    [Test]
    public void Theseus_Text_IsReadable() => Assert.That(
        DistillationRecipe.Theseus().ToString().ReplaceLineEndings("\n"),
        Is.EqualTo(
            $"""
            Theseus: starts from {DistillationRecipe.Theseus().Start}, peak learning rate 2E-05
              replace (0.5 of the epochs, labelled rows, learning rate times 1 to 0.5 in a line, replaces layers with probability 0.3 to 1 in a line, layers alone learn): labels
              fine-tune (0.5 of the epochs, labelled rows, learning rate times 0 to 0.5 over 10 % of the steps, then in a line to 0): labels
            """.ReplaceLineEndings("\n")));

    [Test]
    public void ByCoin_NoShare_IsRefused([Values(-0.1, 0, 1.1, double.NaN)] double rate)
    {
        Assert.That(() => ModuleReplacing.ByCoin(rate), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("share from 0 to 1"));
        Assert.That(() => ModuleReplacing.Blend(rate), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("share from 0 to 1"));
    }

    [Test]
    public void Predecessor_Negative_IsRefused() =>
        Assert.That(() => ModuleReplacing.ByCoin(1) with { Predecessor = -1 }, Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Theseus_NoShareOfTheEpochs_IsRefused([Values(0, 1, double.NaN)] double share) =>
        Assert.That(() => DistillationRecipe.Theseus(share: share), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("between 0 and 1"));

    [Test]
    public void Require_NarrowerStudent_SaysHowWideItHasToBe() =>
        CheckRefused(DistillationRecipe.Theseus(), TinyModels.ShapeOf(2, 16, 2, 64), _teacher, "Stage 'replace'", "16 features and the teacher 32", "hidden size 32");

    [Test]
    public void Require_MoreLayersThanTheTeacher_SaysHowManyItMayHave() =>
        CheckRefused(DistillationRecipe.Theseus(), TinyModels.ShapeOf(6, 32, 2, 64), _teacher, "Stage 'replace'", "6 layers", "at most 4 layers");

    [Test]
    public void Require_TeacherOfPredictionsAlone_NamesTheOption() =>
        CheckRefused(DistillationRecipe.Theseus(), TinyModels.Shape, null, "teacher 0, which gives predictions alone", "set Predecessor");

    [Test]
    public void Require_TeacherThatIsNotThere_NamesTheOption() => CheckRefused(
        DistillationRecipe.Theseus(ModuleReplacing.ByCoin(0.5) with { Predecessor = 1 }), TinyModels.Shape, _teacher, "teacher 1, which is not there", "set Predecessor");

    [Test]
    public void Require_LossOfStates_NamesIt()
    {
        var recipe = DistillationRecipe.Theseus();
        recipe = recipe with { Stages = [recipe.Stages[0] with { Losses = [new LabelLoss(), new HiddenStateLoss(0.5)] }] };

        CheckRefused(recipe, TinyModels.Shape, _teacher, "0.5 x hidden states", "leave it out of the stage");
    }

    [Test]
    public void Require_RandomEmbeddingsThatStay_NamesBothOptions() => CheckRefused(
        DistillationRecipe.Theseus() with { Start = StudentInitialization.Random }, TinyModels.Shape, _teacher, "Stage 'replace' of the recipe Theseus", "set Start", "Learns");

    [Test]
    public void Require_Theseus_Fits()
    {
        Assert.That(() => RecipeCheck.Require(DistillationRecipe.Theseus(), new LossCheck(TinyModels.Shape, [_teacher], HeadKind.Sequence)), Throws.Nothing);
        Assert.That(() => RecipeCheck.Require(DistillationRecipe.Theseus(), new LossCheck(_teacher, [_teacher], HeadKind.Sequence)), Throws.Nothing);
    }

    [Test]
    public void RequireRows_NoLabels_IsRefused() => Assert.That(
        () => RecipeCheck.RequireRows(DistillationRecipe.Theseus(), labeled: false, unlabeled: true),
        Throws.ArgumentException.With.Message.Contains("Stage 'replace'").And.Message.Contains("rows with labels"));

    [Test]
    public void Run_PredecessorOfAnotherTokenizer_IsRefused()
    {
        var teacher = TinyModels.Create(_teacher);
        var input = DistillationInput.Of(teacher, TinyModels.Create(), TinyModels.Data(8)) with { Teachers = [new ModelTeacher(teacher, tokenization: 1)] };

        Assert.That(
            () => Distillation.Run(input, new DistillationOptions { Recipe = DistillationRecipe.Theseus() }, new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("other tokens"));
    }

    private static void CheckRefused(DistillationRecipe recipe, BertShape student, BertShape? teacher, params string[] parts)
    {
        var problem = Assert.Throws<ArgumentException>(() => RecipeCheck.Require(recipe, new LossCheck(student, [teacher], HeadKind.Sequence)));

        foreach (var part in parts)
        {
            Assert.That(problem!.Message, Does.Contain(part));
        }
    }
}
