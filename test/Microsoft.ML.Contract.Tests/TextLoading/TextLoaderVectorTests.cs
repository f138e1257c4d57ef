using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.TextLoading;

public class TextLoaderVectorTests
{
    [Test]
    public void Range_OfSeveralFields_MakesAVectorWithTheHeaderAsSlotNames()
    {
        using var file = new TextFile("Label\tHeight\tWidth\n1\t2\t3\n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Features", DataKind.Single, 1, 2)], hasHeader: true);
        var column = data.Schema["Features"];
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        Assert.That(column.Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2)));
        Assert.That(names.DenseValues().Select(name => name.ToString()), Is.EqualTo(new[] { "Height", "Width" }));
        Assert.That(data.GetColumn<float[]>("Features").Single(), Is.EqualTo(new[] { 2f, 3f }));
    }

    [Test]
    public void Range_WithoutHeader_HasNoSlotNames()
    {
        using var file = new TextFile("1\t2\n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Features", DataKind.Single, 0, 1)]);
        Assert.That(data.Schema["Features"].HasSlotNames(), Is.False);
    }

    [Test]
    public void Range_ToTheEnd_IsAsWideAsTheData()
    {
        using var file = new TextFile("1\t2\t3\n4\t5\t6\n");
        var data = new MLContext().Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Features", DataKind.Single, [new TextLoader.Range(1, null)])]);
        Assert.That(data.Schema["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 2)));
        Assert.That(data.GetColumn<float[]>("Features").ToArray(), Is.EqualTo(new[] { new[] { 2f, 3f }, new[] { 5f, 6f } }));
    }

    [Test]
    public void Range_OfVariableEnd_IsAsWideAsEachLine()
    {
        using var file = new TextFile("1\t2\t3\n4\n5\t6\n");
        var data = new MLContext().Data.LoadFromTextFile(
            file.Path,
            [new TextLoader.Column("Rest", DataKind.Single, [new TextLoader.Range { Min = 1, VariableEnd = true }])]);
        Assert.That(((VectorDataViewType)data.Schema["Rest"].Type).IsKnownSize, Is.False);
        Assert.That(data.GetColumn<float[]>("Rest").ToArray(), Is.EqualTo(new[] { new[] { 2f, 3f }, [], [6f] }));
    }

    [Test]
    public void Ranges_Several_AreJoinedInTheirOrder()
    {
        using var file = new TextFile("0\t1\t2\t3\n");
        var data = new MLContext().Data.LoadFromTextFile(
            file.Path,
            [new TextLoader.Column("Features", DataKind.Single, [new TextLoader.Range(3), new TextLoader.Range(0, 1)])]);
        Assert.That(data.GetColumn<float[]>("Features").Single(), Is.EqualTo(new[] { 3f, 0f, 1f }));
    }

    [Test]
    public void AllOther_TakesTheFieldsOfNoOtherColumn()
    {
        using var file = new TextFile("0\t1\t2\t3\n");
        var data = new MLContext().Data.LoadFromTextFile(
            file.Path,
            [
                new TextLoader.Column("Label", DataKind.Single, 1),
                new TextLoader.Column("Features", DataKind.Single, [new TextLoader.Range { Min = 0, Max = 3, AllOther = true }]),
            ]);
        Assert.That(data.GetColumn<float[]>("Features").Single(), Is.EqualTo(new[] { 0f, 2f, 3f }));
    }

    [Test]
    public void Sparse_TailOfALine_FillsTheRestWithZeros()
    {
        using var file = new TextFile("1\t5\t0:2\t3:4\n0\t1\t2\t3\t4\t5\n");
        var data = new MLContext().Data.LoadFromTextFile(
            file.Path,
            [new TextLoader.Column("Label", DataKind.Single, 0), new TextLoader.Column("Features", DataKind.Single, 1, 5)],
            allowSparse: true);
        Assert.That(data.GetColumn<float>("Label").ToArray(), Is.EqualTo(new[] { 1f, 0f }));
        Assert.That(data.GetColumn<float[]>("Features").ToArray(), Is.EqualTo(new[] { new[] { 2f, 0f, 0f, 4f, 0f }, [1f, 2f, 3f, 4f, 5f] }));
    }

    [Test]
    public void Ranges_Overlapping_Throw()
    {
        using var file = new TextFile("1\t2\n");
        Assert.That(
            () => new MLContext().Data.LoadFromTextFile(file.Path, [new TextLoader.Column("Features", DataKind.Single, [new TextLoader.Range(0, 1), new TextLoader.Range(1)])]),
            Throws.Exception);
    }
}
