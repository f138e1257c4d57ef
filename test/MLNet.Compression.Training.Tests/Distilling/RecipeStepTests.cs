namespace MLNet.Compression.Training.Tests.Distilling;

/// <summary>What recipes do, step by step, is what their equations say.</summary>
public class RecipeStepTests
{
    private const double LossTolerance = 1e-6;
    private const double WeightTolerance = 1e-3;

    /// <summary>Recipes whose batches or routes are made at random, which tests of their own look at.</summary>
    private static readonly string[] _random = ["CrossView", "DistilBertGeneral", "DualTraining", "MixedVocabulary", "Theseus"];

    private static readonly (string Fault, DistillationRecipe Recipe, Func<RecipeRow[], double> Equation)[] _faults =
    [
        ("no T²", DistillationRecipe.Hinton(), rows => (0.9 * RecipeEquations.SoftTargets(rows, 2)) + (0.1 * RecipeEquations.Labels(rows))),
        ("another T", DistillationRecipe.Hinton(2.2), RecipeEquations.All[nameof(DistillationRecipe.Hinton)][0]),
        ("another α", DistillationRecipe.Hinton(2, 0.85), RecipeEquations.All[nameof(DistillationRecipe.Hinton)][0]),
        ("other layers", Joint<HiddenStateLoss>(loss => loss with { Map = LayerMap.Last }), RecipeEquations.All[nameof(DistillationRecipe.Joint)][0]),
        ("other scores", Joint<AttentionScoreLoss>(loss => loss with { Map = LayerMap.First }), RecipeEquations.All[nameof(DistillationRecipe.Joint)][0]),
        ("another weight", Joint<EmbeddingLoss>(loss => loss with { Weight = 1.5 }), RecipeEquations.All[nameof(DistillationRecipe.Joint)][0]),
    ];

    [TestCaseSource(nameof(Stages))]
    public void Run_TwoSteps_EqualCentralDifferencesAndAdamWByHand(string name, int stage)
    {
        var recipe = KnownRecipes.All[name];

        var steps = new TwoSteps(recipe with { Stages = [recipe.Stages[stage]] }, RecipeEquations.All[name][stage]);

        TestContext.Out.WriteLine(FormattableString.Invariant($"{name}, {recipe.Stages[stage].Name}: loss {steps.LossDeviation:0.0e+0}, {steps.Compared} weights {steps.WeightDeviation:0.0e+0}"));
        Assert.That(steps.Compared, Is.GreaterThanOrEqualTo(20));
        Assert.That(steps.LossDeviation, Is.LessThan(LossTolerance));
        Assert.That(steps.WeightDeviation, Is.LessThan(WeightTolerance));
    }

    /// <remarks>So that the test above can fail: a recipe beside an equation that is not its own.</remarks>
    [TestCaseSource(nameof(Faults))]
    public void Run_RecipeOfAnotherEquation_ShowsInLossAndWeights(int fault)
    {
        var (name, recipe, equation) = _faults[fault];

        var steps = new TwoSteps(recipe, equation);

        TestContext.Out.WriteLine(FormattableString.Invariant($"{name}: loss {steps.LossDeviation:0.0e+0}, {steps.Compared} weights {steps.WeightDeviation:0.0e+0}"));
        Assert.That(steps.LossDeviation, Is.GreaterThan(10 * LossTolerance), name);
        Assert.That(steps.WeightDeviation, Is.GreaterThan(2 * WeightTolerance), name);
    }

    [Test]
    public void Equations_All_CoverEveryStageOfEveryRecipe()
    {
        Assert.That(RecipeEquations.All.Keys.Concat(_random), Is.SupersetOf(KnownRecipes.All.Keys), "a new recipe needs an equation here");
        Assert.That(RecipeEquations.All, Is.All.Matches<KeyValuePair<string, Func<RecipeRow[], double>[]>>(each => each.Value.Length == KnownRecipes.All[each.Key].Stages.Count));
    }

    private static DistillationRecipe Joint<TLoss>(Func<TLoss, DistillationLoss> change)
        where TLoss : DistillationLoss => DistillationRecipe.Joint.WithLoss(change);

    private static IEnumerable<TestCaseData> Stages() =>
        RecipeEquations.All.SelectMany(recipe => Enumerable.Range(0, recipe.Value.Length).Select(stage => new TestCaseData(recipe.Key, stage)));

    private static IEnumerable<TestCaseData> Faults() => _faults.Select((fault, i) => new TestCaseData(i).SetArgDisplayNames(fault.Fault));
}
