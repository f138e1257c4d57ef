using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression.Training.Tests.Resuming;

public class OptionValuesTests
{
    private static readonly HashSet<string> _free =
        ["Threads", "CancellationToken", "ResumeFolder", "SaveEverySteps", "SaveEveryMinutes", "ResumePerData"];

    [TestCase(typeof(FineTuningOptions))]
    [TestCase(typeof(DistillationOptions))]
    [TestCase(typeof(BlockPruningOptions))]
    [TestCase(typeof(QuantizationOptions))]
    public void Of_EveryOption_ChangesTheValuesUnlessItMayDiffer(Type type)
    {
        foreach (var property in type.GetProperties())
        {
            var options = Activator.CreateInstance(type)!;
            var before = OptionValues.Of(options);
            property.SetValue(options, Other(property.GetValue(options), property.PropertyType));

            Assert.That(OptionValues.Of(options).SequenceEqual(before), Is.EqualTo(_free.Contains(property.Name)), property.Name);
        }
    }

    [Test]
    public void Of_Numbers_AreWrittenToTheLastDigit() => Assert.That(
        OptionValues.Of(new TrainingOptions { LearningRate = 0.1 + 0.2 }),
        Has.One.EqualTo(KeyValuePair.Create("LearningRate", "0.30000000000000004")));

    private static object Other(object? value, Type type) => value switch
    {
        int number => number + 1,
        double number => number + 0.25,
        bool flag => !flag,
        BlockShape => BlockShape.Unstructured,
        BlockRanking ranking => 1 - ranking,
        StudentInitialization start => 1 - start,
        CancellationToken => new CancellationToken(canceled: true),
        null when type == typeof(string) => "folder",
        null => new List<int> { 1, 2 },
        _ => throw new AssertionException($"Teach this test about {type}."),
    };
}
