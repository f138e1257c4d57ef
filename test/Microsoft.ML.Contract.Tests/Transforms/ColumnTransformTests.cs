using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Transforms;

[TestFixture]
internal sealed class ColumnTransformTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Concatenate_ScalarAndVector_IsOneVectorWithSlotNames()
    {
        var data = Points();

        var joined = _context.Transforms.Concatenate("All", "X", "Rest").Fit(data).Transform(data);

        Assert.That(joined.GetColumn<float[]>("All"), Is.EqualTo(new[] { new float[] { 1, 2, 3 }, new float[] { 4, 5, 6 } }));
        Assert.That(joined.Schema["All"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 3)));
        VBuffer<ReadOnlyMemory<char>> names = default;
        joined.Schema["All"].GetSlotNames(ref names);
        Assert.That(names.GetItemOrDefault(0).ToString(), Is.EqualTo("X"));
    }

    [Test]
    public void Concatenate_DifferentTypes_IsRefused()
    {
        Assert.That(() => _context.Transforms.Concatenate("All", "X", "Name").Fit(Points()), Throws.InstanceOf<ArgumentException>().Or.InstanceOf<InvalidOperationException>());
    }

    [Test]
    public void CopyColumns_KeepsTheAnnotations()
    {
        var data = Points();
        using var model = _context.Transforms.Concatenate("All", "X", "Rest").Append(_context.Transforms.CopyColumns("Copy", "All")).Fit(data);

        Assert.That(model.Transform(data).Schema["Copy"].HasSlotNames(), Is.True);
    }

    [Test]
    public void DropColumns_LeavesTheOthersInOrder()
    {
        var data = Points();

        var left = _context.Transforms.DropColumns("Rest").Fit(data).Transform(data);

        Assert.That(left.Schema.Select(column => column.Name), Is.EqualTo(new[] { "Name", "X" }));
        Assert.That(left.GetColumn<float>("X"), Is.EqualTo(new float[] { 1, 4 }));
    }

    [Test]
    public void SelectColumns_TakesTheOrderOfTheNames()
    {
        var data = Points();

        var selected = _context.Transforms.SelectColumns("X", "Name").Fit(data).Transform(data);

        Assert.That(selected.Schema.Select(column => column.Name), Is.EqualTo(new[] { "X", "Name" }));
        Assert.That(selected.GetColumn<string>("Name"), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void SelectColumns_MissingColumn_IsRefused()
    {
        Assert.That(() => _context.Transforms.SelectColumns("Y").Fit(Points()), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Transform_ColumnReplaced_HidesTheOldOne()
    {
        var data = Points();

        var replaced = _context.Transforms.CopyColumns("X", "Name").Fit(data).Transform(data);

        Assert.That(replaced.Schema["X"].Type, Is.EqualTo(TextDataViewType.Instance));
        Assert.That(replaced.Schema.Count(column => column.Name == "X"), Is.EqualTo(2));
        Assert.That(replaced.GetColumn<float>(replaced.Schema.First(column => column.Name == "X")), Is.EqualTo(new float[] { 1, 4 }));
    }

    [Test]
    public void GetRowCursor_OnlySomeColumns_OthersAreInactive()
    {
        var data = Points();
        var copied = _context.Transforms.CopyColumns("Copy", "X").Fit(data).Transform(data);
        using var cursor = copied.GetRowCursor([copied.Schema["Copy"]]);

        Assert.That(cursor.IsColumnActive(copied.Schema["Copy"]), Is.True);
        Assert.That(cursor.IsColumnActive(copied.Schema["X"]), Is.False);
        Assert.That(() => cursor.GetGetter<float>(copied.Schema["X"]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => cursor.GetGetter<double>(copied.Schema["Copy"]), Throws.InvalidOperationException);
    }

    [Test]
    public void Load_Saved_GivesTheSameColumns()
    {
        var data = Points();
        using var model = _context.Transforms.Concatenate("All", "X", "Rest")
            .Append(_context.Transforms.CopyColumns("Copy", "All"))
            .Append(_context.Transforms.DropColumns("Rest"))
            .Append(_context.Transforms.SelectColumns("Copy", "Name"))
            .Fit(data);
        using var stream = new MemoryStream();
        _context.Model.Save(model, data.Schema, stream);
        stream.Position = 0;

        var loaded = new MLContext().Model.Load(stream, out _).Transform(data);

        Assert.That(loaded.Schema.Select(column => column.Name), Is.EqualTo(new[] { "Copy", "Name" }));
        Assert.That(loaded.GetColumn<float[]>("Copy"), Is.EqualTo(new[] { new float[] { 1, 2, 3 }, new float[] { 4, 5, 6 } }));
    }

    private IDataView Points() => _context.Data.LoadFromEnumerable<Point>(
    [
        new() { Name = "a", X = 1, Rest = [2, 3] },
        new() { Name = "b", X = 4, Rest = [5, 6] },
    ]);

    private sealed class Point
    {
        public string Name { get; set; } = "";

        public float X { get; set; }

        [VectorType(2)]
        public float[] Rest { get; set; } = [];
    }
}
