using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Tests.Recipes;

public class CompressionRecipeTests
{
    private static readonly Func<long, CompressionRecipe>[] _readyMade = [CompressionRecipe.Small, CompressionRecipe.Fast];

    [TestCaseSource(nameof(_readyMade))]
    public void ReadyMade_SameBytes_AreEqual(Func<long, CompressionRecipe> recipeOf)
    {
        var (recipe, same) = (recipeOf(3_000_000), recipeOf(3_000_000));

        Assert.That(recipe, Is.EqualTo(same));
        Assert.That(recipe, Is.Not.EqualTo(recipeOf(2_000_000)));
        Assert.That(recipe with { Students = [.. recipe.Students.Skip(1)] }, Is.Not.EqualTo(recipe));
    }

    [TestCaseSource(nameof(_readyMade))]
    public void ReadyMade_AnyBytes_HasNoFault(Func<long, CompressionRecipe> recipeOf) => Assert.That(recipeOf(3_000_000).Faults(), Is.Empty);

    /// <summary>A search, and a run that is resumed, know recipes by this text.</summary>
    [Test]
    public void OptionText_AnyPartChanged_IsAnother()
    {
        var recipe = CompressionRecipe.Small(3_000_000);
        CompressionRecipe[] others =
        [
            recipe,
            CompressionRecipe.Fast(3_000_000),
            recipe with { Bytes = 1 },
            recipe with { Coverage = 0.9 },
            recipe with { Students = [recipe.Students[0] with { Sparsity = 0.5 }] },
            recipe with { Students = [recipe.Students[0] with { Vocabulary = 99 }] },
            recipe with { Students = [recipe.Students[0] with { Plan = QuantizationPlan.Int8 }] },
            recipe with { Distillation = DistillationRecipe.TinyBert },
            recipe with { StaticDistillation = DistillationRecipe.Hinton() },
            recipe with { DistillationLength = new(Epochs: 9) },
            recipe with { PruningLength = new(LearningRate: 0.1) },
            recipe with { QuantizationLength = new(BatchSize: 7) },
            recipe with { DistillationLength = new() { Steps = 9 } },
            recipe with { Unit = PruningUnit.Neurons },
            recipe with { Measure = PruningMeasure.Magnitude },
            recipe with { Allocation = new BitAllocation() },
            recipe with { QuantizationLosses = [new PredictionLoss()] },
        ];

        Assert.That(others.Select(OptionValues.Text), Is.Unique);
        Assert.That(OptionValues.Text(recipe with { Baseline = false }), Is.EqualTo(OptionValues.Text(recipe)));
    }

    [TestCase(null, null, null)]
    [TestCase(5, null, 5)]
    [TestCase(null, 100, 32)]
    [TestCase(2, 100, 32)]
    [TestCase(40, 100, 40)]
    public void EpochsFor_HundredRows_GiveTheSteps(int? epochs, int? steps, int? expected) =>
        Assert.That(new TrainingLength(Epochs: epochs, BatchSize: 32) { Steps = steps }.EpochsFor(rows: 100), Is.EqualTo(expected));

    [Test]
    public void ToString_Small_NamesSizeStudentsAndStages()
    {
        var text = CompressionRecipe.Small(3_000_000).ToString();

        Assert.That(text, Does.Contain("at most 3,000,000 bytes").And.Contain("6x384x12x384 segments=no, 8,000 pieces").And.Contain("static16")
            .And.Contain("distil (usual epochs").And.Contain("Joint").And.Contain("quantise"));
    }

    [Test]
    public void Constructor_NoStudent_IsRefused() => Assert.That(() => new CompressionRecipe(), Throws.ArgumentException.With.Message.Contains("at least one student"));

    [TestCaseSource(nameof(_readyMade))]
    public void ReadyMade_NoBytes_IsRefused(Func<long, CompressionRecipe> recipeOf)
    {
        Assert.That(() => recipeOf(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => recipeOf(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
