using Microsoft.ML.Contract.Tests.External;
using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.SchemaShapes;

[TestFixture]
internal sealed class SchemaShapeTests
{
    [Test]
    public void Create_FromASchema_DescribesEveryKindOfColumn()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Scalar", NumberDataViewType.Double);
        builder.AddColumn("Known", new VectorDataViewType(NumberDataViewType.Single, 3));
        builder.AddColumn("Unknown", new VectorDataViewType(TextDataViewType.Instance));
        builder.AddColumn("Key", new KeyDataViewType(typeof(uint), 3));

        var shape = Internals.CreateShape(builder.ToSchema());

        Assert.That(shape.Select(column => column.Kind), Is.EqualTo(new[]
        {
            SchemaShape.Column.VectorKind.Scalar,
            SchemaShape.Column.VectorKind.Vector,
            SchemaShape.Column.VectorKind.VariableVector,
            SchemaShape.Column.VectorKind.Scalar,
        }));
        Assert.That(shape.Select(column => column.IsKey), Is.EqualTo(new[] { false, false, false, true }));
        Assert.That(shape[3].ItemType, Is.EqualTo(NumberDataViewType.UInt32));
        Assert.That(shape[1].ItemType, Is.EqualTo(NumberDataViewType.Single));
    }

    [Test]
    public void Create_HiddenColumn_IsLeftOut()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Int32);
        builder.AddColumn("A", NumberDataViewType.Single);

        var shape = Internals.CreateShape(builder.ToSchema());

        Assert.That(shape, Has.Count.EqualTo(1));
        Assert.That(shape[0].ItemType, Is.EqualTo(NumberDataViewType.Single));
    }

    [Test]
    public void Create_Annotations_AreDescribed()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(
            "SlotNames",
            new VectorDataViewType(TextDataViewType.Instance, 2),
            (ref VBuffer<ReadOnlyMemory<char>> value) => value = new VBuffer<ReadOnlyMemory<char>>(2, ["a".AsMemory(), "b".AsMemory()]));
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", new VectorDataViewType(NumberDataViewType.Single, 2), annotations.ToAnnotations());

        var shape = Internals.CreateShape(builder.ToSchema());

        Assert.That(shape[0].Annotations.Single().Name, Is.EqualTo("SlotNames"));
        Assert.That(shape[0].Annotations.Single().Kind, Is.EqualTo(SchemaShape.Column.VectorKind.Vector));
    }
}
