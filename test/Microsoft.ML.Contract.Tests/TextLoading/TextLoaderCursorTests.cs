using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class TextLoaderCursorTests
{
    private const int Rows = 1000;
    private static readonly TextLoader.Column[] s_columns = [new("Id", DataKind.Int32, 0), new("Text", DataKind.String, 1)];
    private TextFile _file = null!;
    private IDataView _data = null!;

    [SetUp]
    public void Load()
    {
        _file = new TextFile(string.Concat(Enumerable.Range(0, Rows).Select(i => $"{i}\trow {i}\n")));
        _data = new MLContext().Data.LoadFromTextFile(_file.Path, s_columns);
    }

    [TearDown]
    public void Delete() => _file.Dispose();

    [Test]
    public void View_OfATextFile_KnowsNoRowCountAndCannotShuffle()
    {
        Assert.That(_data.GetRowCount(), Is.Null);
        Assert.That(_data.CanShuffle, Is.False);
    }

    [Test]
    public void View_ReadTwice_GivesTheSameRows()
    {
        var expected = Enumerable.Range(0, Rows);
        Assert.That(_data.GetColumn<int>("Id").ToArray(), Is.EqualTo(expected));
        Assert.That(_data.GetColumn<int>("Id").ToArray(), Is.EqualTo(expected));
    }

    [Test]
    public void View_LineAddedAfterLoading_IsSeen()
    {
        File.AppendAllText(_file.Path, "-1\tlast\n");
        Assert.That(_data.GetColumn<string>("Text").Last(), Is.EqualTo("last"));
    }

    [Test]
    public void Cursors_TwoAtOnce_DoNotDisturbEachOther()
    {
        var column = _data.Schema["Id"];
        using var ahead = _data.GetRowCursor([column]);
        using var behind = _data.GetRowCursor([column]);
        var aheadId = ahead.GetGetter<int>(column);
        var behindId = behind.GetGetter<int>(column);
        for (var i = 0; i < 300; i++)
            ahead.MoveNext();
        behind.MoveNext();

        int first = 0, second = 0;
        aheadId(ref first);
        behindId(ref second);
        Assert.That((first, second), Is.EqualTo((299, 0)));
    }

    [Test]
    public void CursorSet_OfThree_GivesEveryRowOnce()
    {
        var column = _data.Schema["Id"];
        var ids = new List<int>();
        foreach (var cursor in _data.GetRowCursorSet([column], 3))
        {
            using (cursor)
            {
                var getter = cursor.GetGetter<int>(column);
                var id = 0;
                while (cursor.MoveNext())
                {
                    getter(ref id);
                    ids.Add(id);
                }
            }
        }

        Assert.That(ids, Is.EquivalentTo(Enumerable.Range(0, Rows)));
    }

    [Test]
    public void Cursor_ColumnNotAskedFor_IsInactive()
    {
        using var cursor = _data.GetRowCursor([_data.Schema["Id"]]);
        Assert.That(cursor.IsColumnActive(_data.Schema["Id"]), Is.True);
        Assert.That(cursor.IsColumnActive(_data.Schema["Text"]), Is.False);
        Assert.That(() => cursor.GetGetter<ReadOnlyMemory<char>>(_data.Schema["Text"]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Getter_OfAnotherType_Throws()
    {
        using var cursor = _data.GetRowCursor(_data.Schema);
        Assert.That(() => cursor.GetGetter<float>(_data.Schema["Id"]), Throws.InvalidOperationException);
        Assert.That(() => cursor.GetGetter<string>(_data.Schema["Text"]), Throws.InvalidOperationException);
    }

    [Test]
    public void Position_OfEachRow_CountsFromZero()
    {
        using var cursor = _data.GetRowCursor(_data.Schema);
        Assert.That(cursor.Position, Is.EqualTo(-1));
        for (var i = 0; i < 200; i++)
        {
            Assert.That(cursor.MoveNext(), Is.True);
            Assert.That(cursor.Position, Is.EqualTo(i));
        }
    }
}
