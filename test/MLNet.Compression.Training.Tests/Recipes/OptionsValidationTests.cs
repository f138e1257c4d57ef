using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Recipes;

public class OptionsValidationTests
{
    [Test]
    public void Run_SeveralOptionsOutOfRange_NamesAllAndTouchesNothing()
    {
        var model = TinyModels.Create();
        var weights = TinyModels.Weights(model);
        var options = new FineTuningOptions { Epochs = 0, BatchSize = -3, LearningRate = double.NaN, Dropout = 1, LabelSmoothing = -0.5 };

        Assert.That(
            () => FineTuning.Run(model, TinyModels.Data(4), options, new TrainingEnvironment(1)),
            Throws.ArgumentException
                .With.Message.Contains("Epochs is 0")
                .And.Message.Contains("BatchSize is -3")
                .And.Message.Contains("LearningRate is NaN")
                .And.Message.Contains("Dropout is 1")
                .And.Message.Contains("LabelSmoothing is -0.5"));
        Assert.That(TinyModels.Weights(model), Is.EqualTo(weights));
    }

    [TestCase(1.0)]
    [TestCase(-0.1)]
    [TestCase(double.NaN)]
    public void Validate_Sparsity_RefusesOutsideItsRange(double sparsity) =>
        Assert.That(() => OptionsValidation.Validate(new PruningOptions { Sparsity = sparsity }), Throws.ArgumentException.With.Message.Contains("Sparsity"));

    [Test]
    public void Validate_NoLosses_Refuses() =>
        Assert.That(() => OptionsValidation.Validate(new PruningOptions { Losses = [] }), Throws.ArgumentException.With.Message.Contains("Losses"));

    [TestCase(2, 4)]
    [TestCase(6, 4)]
    [TestCase(16, 2)]
    [TestCase(16, 0)]
    [TestCase(-16, 4)]
    public void Blocks_BlockThatNoKernelTakes_Throws(int outputs, int inputs) =>
        Assert.That(
            () => PruningUnit.Blocks(new BlockShape(outputs, inputs)),
            Throws.ArgumentException.With.Message.Contains($"{outputs} x {inputs}"));

    [TestCase(16, 4)]
    [TestCase(8, 4)]
    [TestCase(4, 4)]
    [TestCase(1, 1)]
    public void Blocks_BlockThatKernelsTakeOrAWeight_IsAccepted(int outputs, int inputs) =>
        Assert.That(() => PruningUnit.Blocks(new BlockShape(outputs, inputs)), Throws.Nothing);

    [TestCase(typeof(TrainingOptions))]
    [TestCase(typeof(FineTuningOptions))]
    [TestCase(typeof(DistillationOptions))]
    [TestCase(typeof(PruningOptions))]
    [TestCase(typeof(QuantizationOptions))]
    public void Validate_Defaults_AreInRange(Type type) => Assert.That(() => OptionsValidation.Validate(Activator.CreateInstance(type)!), Throws.Nothing);
}
