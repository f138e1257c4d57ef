using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Evaluation;

public class CrossValidationTests
{
    private const int Rows = 200;
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void CrossValidate_EachFold_FitsOnOtherRowsThanItTests()
    {
        var estimator = new RecordingEstimator(_context.Transforms.CopyColumns("Score", "Guess"));
        var results = _context.Regression.CrossValidate(Load(), estimator, numberOfFolds: 4, seed: 5);

        Assert.That(results.Select(result => result.Fold), Is.EqualTo(new[] { 0, 1, 2, 3 }));
        Assert.That(estimator.FittedIds, Has.Count.EqualTo(4));
        foreach (var result in results)
        {
            var tested = result.ScoredHoldOutSet.GetColumn<int>("Id").ToArray();
            Assert.That(tested.Concat(estimator.FittedIds[result.Fold]), Is.EquivalentTo(Enumerable.Range(0, Rows)));
        }

        Assert.That(results.SelectMany(result => result.ScoredHoldOutSet.GetColumn<int>("Id")), Is.EquivalentTo(Enumerable.Range(0, Rows)));
    }

    [Test]
    public void CrossValidate_Metrics_AreThoseOfTheHoldOutSet()
    {
        var results = _context.Regression.CrossValidate(Load(), _context.Transforms.CopyColumns("Score", "Guess"), numberOfFolds: 3, labelColumnName: "Target");
        foreach (var result in results)
        {
            var expected = _context.Regression.Evaluate(result.ScoredHoldOutSet, "Target");
            Assert.That(result.Metrics.MeanSquaredError, Is.EqualTo(expected.MeanSquaredError).And.EqualTo(1).Within(1e-6));
            Assert.That(result.Model, Is.Not.Null);
        }
    }

    [Test]
    public void CrossValidate_SamplingKey_KeepsGroupsTogether()
    {
        var results = _context.Regression.CrossValidate(
            Load(),
            _context.Transforms.CopyColumns("Score", "Guess"),
            numberOfFolds: 3,
            labelColumnName: "Target",
            samplingKeyColumnName: "Group");
        var foldsOfGroups = results
            .SelectMany(result => result.ScoredHoldOutSet.GetColumn<string>("Group").Distinct().Select(group => (group, result.Fold)))
            .ToArray();
        Assert.That(foldsOfGroups.Select(pair => pair.group), Is.Unique);
    }

    [Test]
    public void CrossValidate_WithoutSeed_FollowsTheSeedOfTheContext()
    {
        int[] FirstTest(int seed) => [.. new MLContext(seed).Regression
            .CrossValidate(Load(), _context.Transforms.CopyColumns("Score", "Guess"), numberOfFolds: 3)[0].ScoredHoldOutSet.GetColumn<int>("Id")];
        var first = FirstTest(5);
        Assert.That(FirstTest(5), Is.EqualTo(first));
        Assert.That(FirstTest(6), Is.Not.EqualTo(first));
    }

    private IDataView Load() => _context.Data.LoadFromEnumerable(
        Enumerable.Range(0, Rows).Select(i => new Row { Id = i, Label = i, Target = i, Guess = i + 1, Group = $"group {i % 40}" }));

    private sealed class Row
    {
        public int Id { get; set; }

        public float Label { get; set; }

        public float Target { get; set; }

        public float Guess { get; set; }

        public string Group { get; set; } = "";
    }

    /// <summary>Remembers which rows it was fitted on.</summary>
    private sealed class RecordingEstimator(IEstimator<ITransformer> inner) : IEstimator<ITransformer>
    {
        public List<int[]> FittedIds { get; } = [];

        public ITransformer Fit(IDataView input)
        {
            FittedIds.Add([.. input.GetColumn<int>("Id")]);
            return inner.Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);
    }
}
