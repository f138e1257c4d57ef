using Microsoft.ML.Data;

namespace Microsoft.ML.Contract.Tests.Vectors;

[TestFixture]
internal sealed class VBufferTests
{
    private static VBuffer<float> Dense => new(4, [1, 2, 3, 4]);

    private static VBuffer<float> Sparse => new(6, 2, [5, 7], [1, 4]);

    [Test]
    public void IsDense_TellsTheTwoKindsApart()
    {
        Assert.That(Dense.IsDense, Is.True);
        Assert.That(Sparse.IsDense, Is.False);
        Assert.That(Dense.GetIndices().Length, Is.Zero);
        Assert.That(Sparse.GetIndices().ToArray(), Is.EqualTo(new[] { 1, 4 }));
    }

    [Test]
    public void DenseValues_OfSparse_HasZeros()
    {
        Assert.That(Sparse.DenseValues(), Is.EqualTo(new float[] { 0, 5, 0, 0, 7, 0 }));
    }

    [Test]
    public void Items_OfSparse_AreTheExplicitOnesUnlessAllAreAskedFor()
    {
        Assert.That(Sparse.Items().Select(item => item.Key), Is.EqualTo(new[] { 1, 4 }));
        Assert.That(Sparse.Items(all: true).Select(item => item.Value), Is.EqualTo(new float[] { 0, 5, 0, 0, 7, 0 }));
    }

    [TestCase(1, 5)]
    [TestCase(2, 0)]
    [TestCase(4, 7)]
    public void GetItemOrDefault_OfSparse_FindsTheSlot(int slot, float expected)
    {
        Assert.That(Sparse.GetItemOrDefault(slot), Is.EqualTo(expected));
    }

    [Test]
    public void GetItemOrDefault_OutsideOfTheVector_Throws()
    {
        Assert.That(() => Sparse.GetItemOrDefault(6), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void CopyTo_SpanWithOffset_FillsTheGapsWithTheDefault()
    {
        var values = new float[8];

        Sparse.CopyTo(values, 1, 9);

        Assert.That(values, Is.EqualTo(new float[] { 0, 9, 5, 9, 9, 7, 9, 0 }));
    }

    [TestCase(0, 6, new float[] { 0, 5, 0, 0, 7, 0 })]
    [TestCase(1, 4, new float[] { 5, 0, 0, 7 })]
    [TestCase(2, 2, new float[] { 0, 0 })]
    [TestCase(4, 1, new float[] { 7 })]
    public void CopyTo_RangeOfSparse_KeepsTheSlots(int start, int length, float[] expected)
    {
        VBuffer<float> copy = default;

        Sparse.CopyTo(ref copy, start, length);

        Assert.That(copy.Length, Is.EqualTo(length));
        Assert.That(copy.DenseValues(), Is.EqualTo(expected));
    }

    [Test]
    public void CopyToDense_OfSparse_IsDenseAndItsOwn()
    {
        VBuffer<float> copy = default;

        Sparse.CopyToDense(ref copy);

        Assert.That(copy.IsDense, Is.True);
        Assert.That(copy.DenseValues(), Is.EqualTo(Sparse.DenseValues()));
    }

    [Test]
    public void Copy_FromArray_TakesARange()
    {
        VBuffer<int> copy = default;

        VBuffer<int>.Copy([1, 2, 3, 4, 5], 1, ref copy, 3);

        Assert.That(copy.DenseValues(), Is.EqualTo(new[] { 2, 3, 4 }));
    }

    [Test]
    public void Create_LargeEnoughBuffer_IsUsedAgain()
    {
        var buffer = Dense;

        var editor = VBufferEditor.Create(ref buffer, 3);
        editor.Values[0] = 8;
        buffer = editor.Commit();

        Assert.That(editor.CreatedNewValues, Is.False);
        Assert.That(buffer.DenseValues(), Is.EqualTo(new float[] { 8, 2, 3 }));
    }

    [Test]
    public void Create_TooSmallBuffer_IsReplaced()
    {
        var buffer = Dense;

        var editor = VBufferEditor.Create(ref buffer, 5, keepOldOnResize: true);

        Assert.That(editor.CreatedNewValues, Is.True);
        Assert.That(editor.Values[..4].ToArray(), Is.EqualTo(new float[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void Commit_FewerValuesThanSlots_GivesASparseVector()
    {
        VBuffer<float> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 5, valuesCount: 2);
        editor.Values[0] = 1;
        editor.Values[1] = 2;
        editor.Indices[0] = 0;
        editor.Indices[1] = 3;

        buffer = editor.Commit();

        Assert.That(buffer.IsDense, Is.False);
        Assert.That(buffer.DenseValues(), Is.EqualTo(new float[] { 1, 0, 0, 2, 0 }));
    }

    [Test]
    public void CommitTruncated_DropsTheLastValues()
    {
        VBuffer<float> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 5, valuesCount: 2);
        editor.Values[0] = 1;
        editor.Indices[0] = 3;

        buffer = editor.CommitTruncated(1);

        Assert.That(buffer.DenseValues(), Is.EqualTo(new float[] { 0, 0, 0, 1, 0 }));
    }
}
