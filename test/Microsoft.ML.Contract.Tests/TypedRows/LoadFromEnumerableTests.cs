using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TypedRows;

[TestFixture]
internal sealed class LoadFromEnumerableTests
{
    private readonly MLContext _context = new(seed: 1);

    [Test]
    public void Schema_OfAClass_FollowsItsAttributes()
    {
        var schema = _context.Data.LoadFromEnumerable<EveryKind>([]).Schema;

        Assert.That(schema["Text"].Type, Is.EqualTo(TextDataViewType.Instance));
        Assert.That(schema["Memory"].Type, Is.EqualTo(TextDataViewType.Instance));
        Assert.That(schema["Renamed"].Type, Is.EqualTo(NumberDataViewType.Int32));
        Assert.That(schema["Key"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
        Assert.That(schema["Known"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2)));
        Assert.That(schema["Unknown"].Type, Is.EqualTo(new VectorDataViewType(TextDataViewType.Instance)));
        Assert.That(schema["Buffer"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Double, 3)));
        Assert.That(schema.GetColumnOrNull("Left"), Is.Null);
        Assert.That(schema.GetColumnOrNull("Number"), Is.Null);
    }

    [Test]
    public void Getters_OfEveryKind_GiveTheMembersValues()
    {
        var data = _context.Data.LoadFromEnumerable<EveryKind>([new() { Text = "t", Memory = "m".AsMemory(), Number = 5, Known = [1, 2], Unknown = ["x", "y"], Buffer = new(3, 1, [7], [2]) }]);

        Assert.That(data.GetColumn<string>("Text").Single(), Is.EqualTo("t"));
        Assert.That(data.GetColumn<ReadOnlyMemory<char>>("Memory").Single().ToString(), Is.EqualTo("m"));
        Assert.That(data.GetColumn<int>("Renamed").Single(), Is.EqualTo(5));
        Assert.That(data.GetColumn<VBuffer<float>>("Known").Single().DenseValues(), Is.EqualTo(new float[] { 1, 2 }));
        Assert.That(data.GetColumn<string[]>("Unknown").Single(), Is.EqualTo(new[] { "x", "y" }));
        Assert.That(data.GetColumn<double[]>("Buffer").Single(), Is.EqualTo(new double[] { 0, 0, 7 }));
    }

    [Test]
    public void Key_OnTheWayIn_CountsFromOne()
    {
        var data = _context.Data.LoadFromEnumerable(new uint[] { 0, 2, 3, 99 }.Select(key => new EveryKind { Key = key }));

        Assert.That(data.GetColumn<uint>("Key"), Is.EqualTo(new uint[] { 1, 3, 0, 0 }));
        Assert.That(_context.Data.CreateEnumerable<EveryKind>(data, reuseRowObject: false).Select(row => row.Key), Is.EqualTo(new uint[] { 1, 3, 0, 0 }));
    }

    [Test]
    public void Cursor_NullString_IsEmptyText()
    {
        var data = _context.Data.LoadFromEnumerable<EveryKind>([new() { Text = null! }]);

        Assert.That(data.GetColumn<string>("Text").Single(), Is.Empty);
    }

    [Test]
    public void View_OfAList_KnowsItsCountButDoesNotShuffle()
    {
        var data = _context.Data.LoadFromEnumerable(new List<EveryKind> { new(), new() });

        Assert.That(data.CanShuffle, Is.False);
        Assert.That(data.GetRowCount(), Is.EqualTo(2));
    }

    [Test]
    public void GetGetter_TextAsString_IsRefused()
    {
        var data = _context.Data.LoadFromEnumerable<EveryKind>([new()]);
        using var cursor = data.GetRowCursor(data.Schema);

        Assert.That(() => cursor.GetGetter<string>(data.Schema["Text"]), Throws.InvalidOperationException);
    }

    [Test]
    public void Cursor_MovedToTheEnd_CountsPositions()
    {
        var data = _context.Data.LoadFromEnumerable<EveryKind>([new(), new()]);
        using var cursor = data.GetRowCursor([]);

        Assert.That(cursor.Position, Is.EqualTo(-1));
        Assert.That(cursor.MoveNext(), Is.True);
        Assert.That(cursor.MoveNext(), Is.True);
        Assert.That(cursor.Position, Is.EqualTo(1));
        Assert.That(cursor.MoveNext(), Is.False);
    }

    [Test]
    public void Definition_ChangedByHand_GivesTypesNamesAndAnnotations()
    {
        var definition = SchemaDefinition.Create(typeof(EveryKind));
        definition["Unknown"].ColumnType = new VectorDataViewType(TextDataViewType.Instance, 2);
        definition["Text"].ColumnName = "Sentence";
        definition["Known"].AddAnnotation("Note", 7, NumberDataViewType.Int32);

        var schema = _context.Data.LoadFromEnumerable<EveryKind>([], definition).Schema;
        var note = 0;
        schema["Known"].Annotations.GetValue("Note", ref note);

        Assert.That(((VectorDataViewType)schema["Unknown"].Type).Size, Is.EqualTo(2));
        Assert.That(schema.GetColumnOrNull("Sentence"), Is.Not.Null);
        Assert.That(note, Is.EqualTo(7));
        Assert.That(definition["NoSuchColumn"], Is.Null);
    }

    [Test]
    public void Load_WithASchema_TakesItsTypes()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Unknown", new VectorDataViewType(TextDataViewType.Instance, 2));

        var data = _context.Data.LoadFromEnumerable<EveryKind>([new()], builder.ToSchema());

        Assert.That(((VectorDataViewType)data.Schema["Unknown"].Type).Size, Is.EqualTo(2));
    }

    [Test]
    public void Create_MemberWithoutADataViewType_IsRefused()
    {
        Assert.That(() => SchemaDefinition.Create(typeof(Unsupported)), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private sealed class Unsupported
    {
        public List<string> Items { get; set; } = [];
    }

    private sealed class EveryKind
    {
        public string Text { get; set; } = "";

        public ReadOnlyMemory<char> Memory { get; set; }

        [ColumnName("Renamed")]
        public int Number { get; set; }

        [KeyType(3)]
        public uint Key { get; set; }

        [VectorType(2)]
        public float[] Known { get; set; } = [0, 0];

        public string[] Unknown { get; set; } = [];

        [VectorType(3)]
        public VBuffer<double> Buffer { get; set; }

        [NoColumn]
        public object? Left { get; set; }
    }
}
