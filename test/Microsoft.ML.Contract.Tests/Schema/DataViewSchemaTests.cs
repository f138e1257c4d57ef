using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Schema;

[TestFixture]
internal sealed class DataViewSchemaTests
{
    private static DataViewSchema Schema
    {
        get
        {
            var builder = new DataViewSchema.Builder();
            builder.AddColumn("A", NumberDataViewType.Int32);
            builder.AddColumn("B", TextDataViewType.Instance);
            builder.AddColumn("A", NumberDataViewType.Single);
            return builder.ToSchema();
        }
    }

    [Test]
    public void Indexer_NameTwice_GivesTheLastAndHidesTheFirst()
    {
        Assert.That(Schema["A"].Index, Is.EqualTo(2));
        Assert.That(Schema[0].IsHidden, Is.True);
        Assert.That(Schema[2].IsHidden, Is.False);
        Assert.That(Schema["A"].Type, Is.EqualTo(NumberDataViewType.Single));
    }

    [Test]
    public void Indexer_NameMissing_Throws()
    {
        Assert.That(() => Schema["C"], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(Schema.GetColumnOrNull("C"), Is.Null);
    }

    [Test]
    public void AddColumns_OfAnotherSchema_KeepsTypesAndAnnotations()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Kind", NumberDataViewType.Int32, 7);
        var first = new DataViewSchema.Builder();
        first.AddColumn("A", NumberDataViewType.Int32, annotations.ToAnnotations());
        var second = new DataViewSchema.Builder();
        second.AddColumns(first.ToSchema());
        var value = 0;

        second.ToSchema()["A"].Annotations.GetValue("Kind", ref value);

        Assert.That(value, Is.EqualTo(7));
    }

    [Test]
    public void Annotations_OfAColumnWithout_AreEmpty()
    {
        Assert.That(Schema["B"].Annotations.Schema, Is.Empty);
    }

    [Test]
    public void Annotations_WrongTypeOrKind_Throw()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("Kind", NumberDataViewType.Int32, 7);
        var annotations = builder.ToAnnotations();
        var number = 0f;

        Assert.That(() => annotations.GetValue("Kind", ref number), Throws.InvalidOperationException);
        Assert.That(() => annotations.GetValue("Other", ref number), Throws.InvalidOperationException);
    }

    [Test]
    public void AnnotationsBuilder_Selector_PicksTheKinds()
    {
        var source = new DataViewSchema.Annotations.Builder();
        source.AddPrimitiveValue("A", NumberDataViewType.Int32, 1);
        source.AddPrimitiveValue("B", NumberDataViewType.Int32, 2);
        var picked = new DataViewSchema.Annotations.Builder();

        picked.Add(source.ToAnnotations(), kind => kind == "B");

        Assert.That(picked.ToAnnotations().Schema.Select(column => column.Name), Is.EqualTo(new[] { "B" }));
    }
}
