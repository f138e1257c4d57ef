using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.States;

namespace MLNet.Compression.Training.Tests.Resuming;

public class OptionValuesTests
{
    private static readonly HashSet<string> _free =
        ["Threads", "CancellationToken", "ResumeFolder", "SaveEverySteps", "SaveEveryMinutes", "ResumePerData", "Progress", "TeacherMemoryMegabytes", "RememberInFile"];

    [TestCase(typeof(FineTuningOptions))]
    [TestCase(typeof(DistillationOptions))]
    [TestCase(typeof(PruningOptions))]
    [TestCase(typeof(QuantizationOptions))]
    public void DifferencesFrom_EveryOption_NamesItAndBothValuesUnlessItMayDiffer(Type type)
    {
        foreach (var property in type.GetProperties())
        {
            var options = Activator.CreateInstance(type)!;
            var (old, saved) = (property.GetValue(options), Saved(options));
            var other = Other(old, property.PropertyType);
            property.SetValue(options, other);

            if (_free.Contains(property.Name))
            {
                Assert.That(Fingerprint(options).DifferencesFrom(saved), Is.Empty);
                continue;
            }

            Assert.That(OptionValues.Text(old), Is.Not.EqualTo(OptionValues.Text(other)));
            Assert.That(Fingerprint(options).DifferencesFrom(saved), Is.EqualTo([$"{property.Name} was {OptionValues.Text(old)}, is {OptionValues.Text(other)}"]));
        }
    }

    /// <remarks>Their text is all that tells the schemes of two runs apart.</remarks>
    [Test]
    public void Text_Quantizers_AreAllDifferent() => Assert.That(
        new[] { QuantizationScheme.Int8, QuantizationScheme.Ternary, QuantizationScheme.LossAwareTernary, QuantizationScheme.SplitBinary, QuantizationScheme.LossAware(2), QuantizationScheme.LossAware(3), QuantizationScheme.Ternary.InGroups(32), QuantizationScheme.Ternary.InGroups(64), QuantizationScheme.LossAwareCodebook(4), QuantizationScheme.Binary, QuantizationScheme.LearnedStep(3), QuantizationScheme.LearnedStep(4), QuantizationScheme.Codebook(4), QuantizationScheme.Codebook(5), QuantizationScheme.ProductRows(4, 8), QuantizationScheme.ProductRows(4, 6), QuantizationScheme.KMeansRows(16) }
            .Select(OptionValues.Text),
        Is.Unique.And.Contains("int8"));

    [Test]
    public void Text_RecordWithList_NamesEveryElement()
    {
        var shape = TinyModels.Shape;

        Assert.That(OptionValues.Text(shape), Is.Not.EqualTo(OptionValues.Text(shape with { Layers = [.. shape.Layers.Reverse().Select(layer => layer with { Heads = 1 })] })));
        Assert.That(OptionValues.Text(shape), Does.Contain("LayerNormEpsilon"));
    }

    [Test]
    public void Text_ValueThatNothingTellsApart_IsRefused() =>
        Assert.That(() => OptionValues.Text(new object()), Throws.InvalidOperationException.With.Message.Contains("System.Object").And.Message.Contains("MayDifferOnResume"));

    [Test]
    public void Of_Numbers_AreWrittenToTheLastDigit() => Assert.That(
        OptionValues.Of([new TrainingOptions { LearningRate = 0.1 + 0.2 }]),
        Has.One.EqualTo(KeyValuePair.Create("LearningRate", "0.30000000000000004")));

    private static RunFingerprint Fingerprint(params object[] options) => new(OptionValues.Of(options), []);

    private static StateReader Saved(params object[] options)
    {
        var snapshot = new StateSnapshot("memory");
        Fingerprint(options).Save(new StateWriter(snapshot));
        return snapshot.Reader;
    }

    private static object Other(object? value, Type type) => value switch
    {
        int number => number + 1,
        double number => number + 0.25,
        bool flag => !flag,
        PruningUnit => PruningUnit.Weights,
        PruningMeasure => PruningMeasure.Random,
        PruningRamp => PruningRamp.Iterative(3),
        IReadOnlyList<PruningTarget> => new List<PruningTarget> { new(PruningUnit.Heads, 0.25) },
        IReadOnlyList<DistillationLoss> => new List<DistillationLoss> { new LabelLoss() },
        PruningRanking ranking => 1 - ranking,
        DistillationRecipe => DistillationRecipe.Hinton(),
        CancellationToken => new CancellationToken(canceled: true),
        null when type == typeof(PruningBudget) => PruningBudget.Bytes(1_000_000),
        null when type == typeof(string) => "folder",
        null when type == typeof(int?) => 7,
        null when type == typeof(double?) => 0.75,
        null when type == typeof(IProgress<TrainingProgress>) => new Progress<TrainingProgress>(),
        null when type == typeof(IReadOnlyList<DistillationLoss>) => new List<DistillationLoss> { new LabelLoss() },
        null when type == typeof(IReadOnlyList<QuantizationStage>) => new List<QuantizationStage> { new("labels", 1, new LabelLoss()) },
        null => new List<int> { 1, 2 },
        _ => throw new AssertionException($"Teach this test about {type}."),
    };
}
