using MLNet.Compression.Training.Removal.Rules;
using MLNet.Compression.Training.Removal.Units;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Removal;

public class UnitRankingTests
{
    /// <remarks>Columns of 3 weights, worth 1 to 4 a weight, and rows of 2, worth 1.5 and 2.5: by worth 3, 2, 3, 2, 3 and 3 weights.</remarks>
    [TestCase(0, 0)]
    [TestCase(0.01, 0)]
    [TestCase(3 / 16.0, 3)]
    [TestCase(4 / 16.0, 5)]
    [TestCase(0.5, 8)]
    [TestCase(0.6, 10)]
    [TestCase(1, 16)]
    public void Renew_ShareOfWeights_RemovesAsFewAsComeToIt(double share, int expected)
    {
        UnitGroup[] groups =
        [
            new WeightUnits("columns", 0, UnitPart.Columns(Passes.Parameter(3, 4, new float[12]), 1)),
            new WeightUnits("rows", 1, UnitPart.Rows(Passes.Parameter(2, 2, new float[4]), 1, 2)),
        ];

        UnitRanking.Renew(groups, [[3, 6, 9, 12], [3, 5]], new Competition(PruningRanking.Global, OfWeights: true), share);

        Assert.That(groups.Sum(group => group.Sizes.Zip(group.Kept).Sum(unit => unit.Second ? 0 : unit.First)), Is.EqualTo(expected));
        Assert.That(groups[0].Kept, Is.Ordered, "The weakest go first.");
        Assert.That(groups[1].Kept, Is.Ordered);
    }
}
