using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

/// <summary>The scores against sums over the inputs that layers really receive, in double precision.</summary>
public class OutputNormsTests
{
    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 8, heads: 2, feedForward: 6);
    private static readonly TextDataset _data = TinyModels.Data(40);

    private static readonly TestCaseData[] _units =
    [
        new(PruningUnit.Heads, 4, false),
        new(PruningUnit.Neurons, 1, false),
        new(PruningUnit.Columns, 1, true),
        new(PruningUnit.Rows, int.MaxValue, true),
        new(PruningUnit.Weights, 1, true),
        new(PruningUnit.Blocks(new(4, 4)), 4, true),
    ];

    [TestCaseSource(nameof(_units))]
    public void ScoresOf_Units_AreTheSquaresOfWhatTheyAdd(PruningUnit unit, int columns, bool letsReturn)
    {
        var model = Model();
        var measured = new MeasuredModel(model, unit, PruningMeasure.OutputNorm(), _data);

        var scores = measured.Scores();

        Assert.That(measured.Measure.LetsReturn, Is.EqualTo(letsReturn));
        var linears = model.Linears.ToDictionary(linear => linear.Weight);
        foreach (var (place, group) in measured.Groups.Index())
        {
            var part = group.Parts[^1];
            var expected = new double[group.Count];
            foreach (var input in InputRecorder.InputsOf(model, linears[part.Weight], _data))
            {
                for (var row = 0; row < part.Weight.Rows; row++)
                {
                    foreach (var block in Enumerable.Range(0, part.Weight.Columns).GroupBy(column => column / columns))
                    {
                        var added = block.Sum(column => (double)part.Weight.Value.RowSpan(row)[column] * input[column]);
                        expected[part.UnitOf[(row / part.Grid.Shape.Outputs * part.Grid.BlockColumns) + block.Key]] += added * added;
                    }
                }
            }

            Assert.That(Deviation.Relative([.. scores[place].Select(score => (float)score)], [.. expected.Select(score => (float)score)]), Is.LessThan(1e-5), group.Name);
        }
    }

    [Test]
    public void BeforeRenewal_AnyNumberOfThreads_GivesTheSameBitsAndLeavesTheLayersAsTheyWere()
    {
        var model = Model();

        var scores = new MeasuredModel(model, PruningUnit.Heads, PruningMeasure.OutputNorm(rows: 8), _data, threads: 1).Scores();

        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(new MeasuredModel(Model(), PruningUnit.Heads, PruningMeasure.OutputNorm(rows: 8), _data, threads: 3).Scores(), Is.EqualTo(scores));
        Assert.That(new MeasuredModel(Model(), PruningUnit.Heads, PruningMeasure.OutputNorm(rows: 8), _data).Scores(step: 5), Is.Not.EqualTo(scores));
    }

    private static TextModel Model() => TinyModels.CreateLively(_shape);
}
