using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Recipes;

public class ResolvedTrainingTests
{
    [TestCase(64, 32, 1, 20)]
    [TestCase(64, 16, 2, 20)]
    [TestCase(33, 32, 1, 20)]
    [TestCase(640, 32, 1, 3)]
    [TestCase(6400, 32, 1, 3)]
    [TestCase(4, 32, 1, 40)]
    public void Of_NothingSet_GivesEpochsForEnoughSteps(int rows, int batchSize, int accumulationSteps, int epochs)
    {
        var usual = new UsualTraining("a model", 1e-3, Epochs: 3, Steps: 40);
        var (told, warnings) = (new List<string>(), new List<string>());
        var options = new FineTuningOptions { BatchSize = batchSize, AccumulationSteps = accumulationSteps };

        var resolved = ResolvedTraining.Of(options, usual, "fine-tune", (rows + (batchSize * accumulationSteps) - 1) / (batchSize * accumulationSteps), Environment(told, warnings));

        Assert.That((resolved.Epochs, resolved.LearningRate), Is.EqualTo(((int?)epochs, (double?)1e-3)));
        Assert.That((options.Epochs, options.LearningRate), Is.EqualTo(((int?)null, (double?)null)), "The user's own stay as they are.");
        Assert.That(told.Single(), Does.Contain($"{epochs} epochs").And.Contain("0.001").And.Contain("as usual for a model"));
        Assert.That(warnings, Is.Empty);
    }

    [Test]
    public void Of_BothSet_ChangesNothing()
    {
        var (told, warnings) = (new List<string>(), new List<string>());
        var options = new PruningOptions { Epochs = 100, LearningRate = 0.5, MaskInterval = 3 };

        var resolved = ResolvedTraining.Of(options, UsualTraining.Distillation, "distil", 13, Environment(told, warnings));

        Assert.That((resolved.Epochs, resolved.LearningRate, resolved.MaskInterval), Is.EqualTo(((int?)100, (double?)0.5, 3)));
        Assert.That(told.Single(), Does.StartWith("distil: 1,300 steps, 100 epochs of 13").And.Contain("as set"));
    }

    [Test]
    public void Of_FewSteps_WarnsWithTheirNumberAndTheRemedy()
    {
        var warnings = new List<string>();

        ResolvedTraining.Of(new FineTuningOptions { Epochs = 3 }, UsualTraining.FromScratch(128), "fine-tune", 10, Environment([], warnings));

        Assert.That(
            warnings.Single(),
            Does.StartWith("fine-tune: 30 steps (3 x 10) are few for a model from scratch").And.Contain("Leave Epochs unset or set it to").And.Contain("BatchSize"));
    }

    [TestCase(32, 1e-3)]
    [TestCase(128, 1e-3)]
    [TestCase(256, 5e-4)]
    [TestCase(768, 1e-3 / 6)]
    public void FromScratch_Width_SlowsTheRate(int hiddenSize, double rate) =>
        Assert.That(UsualTraining.FromScratch(hiddenSize).LearningRate, Is.EqualTo(rate).Within(1e-12));

    [Test]
    public void Run_ModelFromScratchThenAgain_GoesByWhatIsTrained()
    {
        var (model, told) = (TinyModels.Create(), new List<string>());
        var (first, second) = (new FineTuningOptions { Epochs = 1 }, new FineTuningOptions { Epochs = 1 });

        FineTuning.Run(model, TinyModels.Data(8), first, Environment(told, []));
        FineTuning.Run(model, TinyModels.Data(8), second, Environment(told, []));

        Assert.That(told[0], Does.Contain("0.001").And.Contain("a model from scratch"));
        Assert.That(told[1], Does.Contain("5E-05").And.Contain("a pretrained model"));
    }

    private static TrainingEnvironment Environment(List<string> told, List<string> warnings) => new(1, 2) { Log = told.Add, Warn = warnings.Add };
}
