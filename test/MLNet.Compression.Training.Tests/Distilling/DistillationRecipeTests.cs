using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Distilling.Losses;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>Recipes are values.</summary>
[TestFixture]
internal sealed class DistillationRecipeTests
{
    private static IEnumerable<string> Names => KnownRecipes.All.Keys;

    [Test]
    public void Equals_SameContent_IsTrue()
    {
        var same = DistillationRecipe.Hinton(3, 0.5);
        Assert.That(DistillationRecipe.Hinton(3, 0.5), Is.EqualTo(same));
        var same2 = DistillationRecipe.Hinton(3, 0.5).GetHashCode();
        Assert.That(DistillationRecipe.Hinton(3, 0.5).GetHashCode(), Is.EqualTo(same2));
        Assert.That(DistillationRecipe.Hinton(3, 0.5), Is.Not.EqualTo(DistillationRecipe.Hinton(2, 0.5)));
        Assert.That(DistillationRecipe.Joint, Is.Not.EqualTo(DistillationRecipe.Joint with { Start = StudentInitialization.Random }));
        var same3 = new PredictionLoss { Teachers = [0, 1] };
        Assert.That(new PredictionLoss { Teachers = [0, 1] }, Is.EqualTo(same3));
        Assert.That(new PredictionLoss { Teachers = [0, 1] }, Is.Not.EqualTo(new PredictionLoss { Teachers = [1, 0] }));
        var same4 = new HiddenStateLoss(map: LayerMap.Of(1));
        Assert.That(new HiddenStateLoss(map: LayerMap.Of(1)), Is.EqualTo(same4));
        Assert.That(new LabelLoss(Schedule.Linear(0, 1)), Is.Not.EqualTo(new LabelLoss(Schedule.Cosine(0, 1))));
    }

    /// <remarks>The fingerprint of a run tells two of them apart by this.</remarks>
    [Test]
    public void Text_OtherContent_Differs()
    {
        DistillationRecipe[] recipes =
        [
            .. KnownRecipes.All.Values,
            DistillationRecipe.Hinton(5),
            DistillationRecipe.Hinton(2, 0.8),
            DistillationRecipe.Hinton(3),
            DistillationRecipe.Hinton(2) with { LearningRate = 1e-3 },
            DistillationRecipe.Joint with { Start = StudentInitialization.Random },
            DistillationRecipe.Joint.WithLoss<HiddenStateLoss>(loss => loss with { Map = LayerMap.Last }),
            DistillationRecipe.Joint.WithLoss<PredictionLoss>(loss => loss with { Weight = Schedule.Linear(0, 1) }),
            DistillationRecipe.Joint.WithLoss<PredictionLoss>(loss => loss with { Weight = Schedule.Cosine(0, 1) }),
            DistillationRecipe.Joint.WithLoss<PredictionLoss>(loss => loss with { Teachers = [0] }),
            DistillationRecipe.Joint.WithLoss<PredictionLoss>(loss => loss with { TeacherWeights = [1] }),
            DistillationRecipe.Joint.WithLoss<PredictionLoss>(loss => loss with { Averaging = TeacherAveraging.Logits }),
            DistillationRecipe.Joint with { Stages = [DistillationRecipe.Joint.Stages[0] with { RateFactor = 1 }] },
            DistillationRecipe.Joint with { Stages = [DistillationRecipe.Joint.Stages[0] with { Batches = BatchMix.Labeled }] },
            DistillationRecipe.Joint with { Stages = [DistillationRecipe.Joint.Stages[0] with { Batches = BatchMix.Mixed(0.5) }] },
            DistillationRecipe.Joint with { Stages = [DistillationRecipe.Joint.Stages[0] with { Batches = BatchMix.Alternating(1, 2) }] },
        ];

        Assert.That(recipes.Select(recipe => OptionValues.Text(recipe)), Is.Unique);
        Assert.That(recipes.Distinct().Count(), Is.EqualTo(recipes.Length));
    }

    [TestCaseSource(nameof(Names))]
    public void ToString_KnownRecipe_NamesStagesAndLosses(string name)
    {
        var recipe = KnownRecipes.All[name];

        Assert.That(recipe.Name, Is.EqualTo(name));
        foreach (var stage in recipe.Stages)
        {
            Assert.That(recipe.ToString(), Does.Contain(stage.Name));
            Assert.That(stage.Losses, Is.All.Matches<DistillationLoss>(loss => recipe.ToString().Contains(loss.ToString(), StringComparison.Ordinal)));
        }
    }

    [Test]
    public void ToString_Hinton_ReadsWell() => Assert.That(
        DistillationRecipe.Hinton(4, 0.75).ToString().ReplaceLineEndings("\n"),
        Is.EqualTo($"Hinton: starts from {StudentInitialization.Extract}\n  distil (1 of the epochs, all rows): 0.75 x predictions (KullbackLeibler, T 4) + 0.25 x labels"));

    [Test]
    public void Without_LastLossOfAStage_IsRefused() =>
        Assert.That(() => DistillationRecipe.LogitRegression.Without<PredictionLoss>(), Throws.ArgumentException.With.Message.Contains("at least one loss"));

    [Test]
    public void Then_StageOfTheSameName_IsRefused() =>
        Assert.That(() => DistillationRecipe.Joint.Then(new DistillationStage("distil", 1, new LabelLoss())), Throws.ArgumentException.With.Message.Contains("'distil'"));

    [Test]
    public void Constructor_WeightOrTemperatureOutOfRange_IsRefused()
    {
        Assert.That(() => new LabelLoss(-0.1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new LabelLoss(Schedule.Linear(1, -1)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new PredictionLoss(temperature: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Temperature is 0"));
        Assert.That(() => new PredictionLoss(temperature: Schedule.Linear(2, 0)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new DistillationStage("a", 0, new LabelLoss()), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new DistillationStage("a", 1), Throws.ArgumentException);
    }

    [Test]
    public void Require_WhatCannotBeCompared_IsRefusedByName()
    {
        var (student, teacher) = (TinyModels.ShapeOf(1, 16, 4, 32), TinyModels.Shape);

        Assert.That(() => Check(new AttentionScoreLoss(), student, teacher), Throws.ArgumentException.With.Message.Contains("attention scores").And.Message.Contains("4 heads").And.Message.Contains("2 heads"));
        Assert.That(() => Check(new ValueRelationLoss(), student, teacher), Throws.ArgumentException.With.Message.Contains("value relations"));
        Assert.That(() => Check(new CosineLoss(), student, teacher), Throws.ArgumentException.With.Message.Contains("16 features").And.Message.Contains("32"));
        Assert.That(() => Check(new PatientLoss(map: LayerMap.OnlyLast), student, teacher), Throws.ArgumentException.With.Message.Contains("patient states"));
        Assert.That(() => Check(new HiddenStateLoss(map: LayerMap.Of(5)), student, teacher), Throws.ArgumentException.With.Message.Contains("layers 0 to 1"));
        Assert.That(() => Check(new HiddenStateLoss(), student, [null]), Throws.ArgumentException.With.Message.Contains("gives predictions alone").And.Message.Contains("Hinton"));
        Assert.That(() => Check(new PredictionLoss { Teachers = [1] }, student, teacher), Throws.ArgumentException.With.Message.Contains("follows teacher 1"));
        Assert.That(() => Check(new PredictionLoss { TeacherWeights = [1, 2] }, student, teacher), Throws.ArgumentException.With.Message.Contains("TeacherWeights"));
        Assert.That(() => Check(new PredictionLoss(), student), Throws.ArgumentException.With.Message.Contains("needs a teacher"));
        Assert.That(() => Check(new AttentionScoreLoss(0), student, teacher), Throws.Nothing, "A loss of weight 0 compares nothing.");
    }

    [Test]
    public void RequireRows_KindThatIsMissing_IsRefusedByStage()
    {
        var alternating = DistillationRecipe.Joint with { Stages = [DistillationRecipe.Joint.Stages[0] with { Batches = BatchMix.Alternating() }] };

        Assert.That(() => RecipeCheck.RequireRows(DistillationRecipe.Hinton(), labeled: false, unlabeled: true), Throws.ArgumentException.With.Message.Contains("'distil'").And.Message.Contains("labels"));
        Assert.That(() => RecipeCheck.RequireRows(DistillationRecipe.Joint, labeled: false, unlabeled: true), Throws.Nothing);
        Assert.That(() => RecipeCheck.RequireRows(alternating, labeled: true, unlabeled: false), Throws.ArgumentException.With.Message.Contains("UnlabeledSet"));
    }

    private static void Check(DistillationLoss loss, BertShape student, params BertShape?[] teachers) =>
        RecipeCheck.Require(new DistillationRecipe("test", new DistillationStage("distil", 1, loss)), new LossCheck(student, teachers, HeadKind.Sequence));
}
