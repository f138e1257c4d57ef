using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Recipes;

public class OptionsValidationTests
{
    private static readonly object[] _good =
    [
        new TrainingOptions(),
        new FineTuningOptions { LabelSmoothing = 0.9 },
        new DistillationOptions { Temperature = 0.25 },
        new BlockPruningOptions { Sparsity = 0.75, RampShare = 0.5, Block = new BlockShape(32, 4) },
        new BlockPruningOptions { Sparsity = 0, Block = BlockShape.Unstructured },
        new QuantizationOptions(),
        new TrainingOptions { Dropout = 0.9, WarmupShare = 1, LearningRate = 9.9 },
    ];

    private static readonly object[] _bad =
    [
        new object[] { new TrainingOptions { LearningRate = 10.4 }, "LearningRate is 10.4" },
        new object[] { new TrainingOptions { WarmupShare = 1.2 }, "WarmupShare is 1.2" },
        new object[] { new TrainingOptions { Dropout = -0.2 }, "Dropout is -0.2" },
        new object[] { new TrainingOptions { Dropout = double.NaN }, "Dropout is NaN" },
        new object[] { new TrainingOptions { MaximumGradientNorm = 0 }, "MaximumGradientNorm is 0" },
        new object[] { new FineTuningOptions { LabelSmoothing = 1 }, "LabelSmoothing is 1" },
        new object[] { new DistillationOptions { Temperature = 0 }, "Temperature is 0" },
        new object[] { new BlockPruningOptions { Sparsity = 1 }, "Sparsity is 1" },
        new object[] { new BlockPruningOptions { Block = new BlockShape(8, 4) }, "Block is 8 x 4, but: only multiples of 16 x 4" },
        new object[] { new BlockPruningOptions { Block = new BlockShape(0, 0) }, "Block is 0 x 0" },
        new object[] { new BlockPruningOptions { Block = null! }, "Block is null" },
    ];

    [TestCaseSource(nameof(_good))]
    public void Validate_InRange_Passes(object options) => Assert.That(() => OptionsValidation.Validate(options), Throws.Nothing);

    [TestCaseSource(nameof(_bad))]
    public void Validate_OutOfRange_NamesOptionAndValue(object options, string message) =>
        Assert.That(() => OptionsValidation.Validate(options), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void Validate_SeveralFaults_ReportsAll() => Assert.That(
        () => OptionsValidation.Validate(new TrainingOptions { Epochs = 0, BatchSize = 0 }),
        Throws.ArgumentException.With.Message.Contains("Epochs is 0").And.Message.Contains("BatchSize is 0"));
}
