using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.DataOperations;

public class CacheTests
{
    private const int Rows = 300;
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Cache_ReadOften_ReadsTheSourceOnce()
    {
        var source = new CountingRows(Rows);
        var cached = _context.Data.Cache(_context.Data.LoadFromEnumerable(source));
        Assert.That(source.Passes, Is.Zero);
        for (var i = 0; i < 3; i++)
            Assert.That(NumberedRow.Ids(cached), Is.EqualTo(Enumerable.Range(0, Rows)));

        Assert.That(source.Passes, Is.EqualTo(1));
    }

    [Test]
    public void Cache_Prefetch_TakesTheNamedColumnsInTheFirstPass()
    {
        var source = new CountingRows(Rows);
        var cached = _context.Data.Cache(_context.Data.LoadFromEnumerable(source), nameof(NumberedRow.Id), nameof(NumberedRow.Value));
        Assert.That(NumberedRow.Ids(cached), Has.Length.EqualTo(Rows));
        Assert.That(cached.GetColumn<float>(nameof(NumberedRow.Value)).Last(), Is.EqualTo((Rows - 1) / 2f));
        Assert.That(source.Passes, Is.EqualTo(1));
    }

    [Test]
    public void Cache_ReadByManyAtOnce_ReadsTheSourceOnce()
    {
        var source = new CountingRows(Rows);
        var cached = _context.Data.Cache(_context.Data.LoadFromEnumerable(source));
        var results = new int[8][];
        Parallel.For(0, results.Length, i => results[i] = NumberedRow.Ids(cached));
        Assert.That(results, Is.All.EqualTo(Enumerable.Range(0, Rows)));
        Assert.That(source.Passes, Is.EqualTo(1));
    }

    [Test]
    public void Cache_OfAViewThatCannotShuffle_CanShuffle()
    {
        var source = _context.Data.LoadFromEnumerable(NumberedRow.Create(Rows));
        var cached = _context.Data.Cache(source);
        Assert.That((source.CanShuffle, cached.CanShuffle), Is.EqualTo((false, true)));
    }

    [Test]
    public void Cache_GivenRandomness_ShufflesRepeatably()
    {
        var cached = _context.Data.Cache(_context.Data.LoadFromEnumerable(NumberedRow.Create(Rows)));
        var first = Read(cached, new Random(5));
        Assert.That(first, Is.EquivalentTo(Enumerable.Range(0, Rows)));
        Assert.That(first, Is.Not.EqualTo(Enumerable.Range(0, Rows)));
        Assert.That(Read(cached, new Random(5)), Is.EqualTo(first));
    }

    [Test]
    public void Cache_AfterReading_KnowsItsRowCount()
    {
        var cached = _context.Data.Cache(_context.Data.LoadFromEnumerable(NumberedRow.Create(Rows)));
        Assert.That(NumberedRow.Ids(cached), Has.Length.EqualTo(Rows));
        Assert.That(cached.GetRowCount(), Is.EqualTo(Rows));
    }

    private static List<int> Read(IDataView data, Random random)
    {
        using var cursor = data.GetRowCursor([data.Schema[nameof(NumberedRow.Id)]], random);
        var getter = cursor.GetGetter<int>(data.Schema[nameof(NumberedRow.Id)]);
        var ids = new List<int>();
        var id = 0;
        while (cursor.MoveNext())
        {
            getter(ref id);
            ids.Add(id);
        }

        return ids;
    }
}
