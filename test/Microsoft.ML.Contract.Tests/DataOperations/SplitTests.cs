using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.DataOperations;

public class SplitTests
{
    private const int Rows = 1000;
    private readonly MLContext _context = new(seed: 1);
    private IDataView _data = null!;

    [SetUp]
    public void Load() => _data = _context.Data.LoadFromEnumerable(NumberedRow.Create(Rows));

    [TestCase(null)]
    [TestCase(nameof(NumberedRow.Group))]
    [TestCase(nameof(NumberedRow.Key))]
    public void TrainTestSplit_Parts_AreDisjointAndComplete(string? key)
    {
        var split = _context.Data.TrainTestSplit(_data, 0.3, key, seed: 5);
        var train = NumberedRow.Ids(split.TrainSet);
        var test = NumberedRow.Ids(split.TestSet);
        Assert.That(train.Concat(test), Is.EquivalentTo(Enumerable.Range(0, Rows)));
    }

    [Test]
    public void TrainTestSplit_Fraction_IsAboutThatAskedFor()
    {
        var test = NumberedRow.Ids(_context.Data.TrainTestSplit(_data, 0.2, seed: 5).TestSet);
        Assert.That(test.Length, Is.InRange(140, 260));
    }

    [Test]
    public void TrainTestSplit_SamplingKey_KeepsGroupsTogether()
    {
        var split = _context.Data.TrainTestSplit(_data, 0.5, nameof(NumberedRow.Group), seed: 5);
        var train = split.TrainSet.GetColumn<string>(nameof(NumberedRow.Group)).Distinct();
        var test = split.TestSet.GetColumn<string>(nameof(NumberedRow.Group)).Distinct();
        Assert.That(train.Intersect(test), Is.Empty);
    }

    [Test]
    public void TrainTestSplit_ReadTwice_GivesTheSameRows()
    {
        var split = _context.Data.TrainTestSplit(_data, seed: 5);
        foreach (var part in new[] { split.TestSet, split.TrainSet })
        {
            var first = NumberedRow.Ids(part);
            var second = NumberedRow.Ids(part);
            Assert.That(second, Is.EqualTo(first).And.Not.Empty);
        }
    }

    [Test]
    public void TrainTestSplit_Seed_DecidesTheParts()
    {
        int[] Test(int seed) => NumberedRow.Ids(_context.Data.TrainTestSplit(_data, seed: seed).TestSet);
        var first = Test(5);
        Assert.That(Test(5), Is.EqualTo(first));
        Assert.That(Test(6), Is.Not.EqualTo(first));
    }

    [Test]
    public void TrainTestSplit_WithoutSeed_IsTheSameInContextsOfOneSeed()
    {
        int[] Test() => NumberedRow.Ids(new MLContext(seed: 5).Data.TrainTestSplit(_data).TestSet);
        var first = Test();
        Assert.That(Test(), Is.EqualTo(first).And.Not.Empty);
    }

    [Test]
    public void TrainTestSplit_Schema_HasTheColumnsOfTheDataOnly()
    {
        var names = _data.Schema.Select(column => column.Name);
        foreach (var key in new[] { null, nameof(NumberedRow.Group) })
        {
            var split = _context.Data.TrainTestSplit(_data, samplingKeyColumnName: key);
            Assert.That(split.TrainSet.Schema.Select(column => column.Name), Is.EqualTo(names));
            Assert.That(split.TestSet.Schema.Select(column => column.Name), Is.EqualTo(names));
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void TrainTestSplit_FractionOutOfRange_Throws(double fraction)
    {
        Assert.That(() => _context.Data.TrainTestSplit(_data, fraction), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(null)]
    [TestCase(nameof(NumberedRow.Group))]
    public void CrossValidationSplit_Tests_CoverEachRowOnce(string? key)
    {
        var folds = _context.Data.CrossValidationSplit(_data, 4, key, seed: 5);
        Assert.That(folds, Has.Count.EqualTo(4));
        Assert.That(folds.SelectMany(fold => NumberedRow.Ids(fold.TestSet)), Is.EquivalentTo(Enumerable.Range(0, Rows)));
        foreach (var fold in folds)
            Assert.That(NumberedRow.Ids(fold.TrainSet).Concat(NumberedRow.Ids(fold.TestSet)), Is.EquivalentTo(Enumerable.Range(0, Rows)));
    }

    [Test]
    public void CrossValidationSplit_OneFold_Throws()
    {
        Assert.That(() => _context.Data.CrossValidationSplit(_data, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Split_OfACachedView_StaysTheSameWhenItIsShuffled()
    {
        var split = _context.Data.TrainTestSplit(_context.Data.Cache(_data), 0.3, seed: 5);
        var test = NumberedRow.Ids(split.TestSet);
        using var cursor = split.TestSet.GetRowCursor([split.TestSet.Schema[nameof(NumberedRow.Id)]], new Random(3));
        var getter = cursor.GetGetter<int>(split.TestSet.Schema[nameof(NumberedRow.Id)]);
        var shuffled = new List<int>();
        var id = 0;
        while (cursor.MoveNext())
        {
            getter(ref id);
            shuffled.Add(id);
        }

        Assert.That(shuffled, Is.EquivalentTo(test));
    }
}
