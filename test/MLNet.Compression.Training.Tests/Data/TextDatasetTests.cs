using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Tests.Data;

public class TextDatasetTests
{
    [Test]
    public void Add_Texts_KeepsTokensLabelsAndLengths()
    {
        var data = new TextDataset(TinyModels.Tokenizer, 12);
        data.Add("yes worda".AsMemory(), null, 1);
        data.Add("no".AsMemory(), "wordb yes".AsMemory(), 0);

        var batch = TinyModels.Batch(data);

        Assert.That(data.Labels.ToArray(), Is.EqualTo([1, 0]));
        Assert.That(new[] { data.LengthOf(0), data.LengthOf(1) }, Is.EqualTo([4, 6]));
        Assert.That(data.TokenCount, Is.EqualTo(10));
        Assert.That(batch.Ids.ToArray(), Is.EqualTo([2, 5, 7, 3, 2, 6, 3, 8, 5, 3]));
        Assert.That(batch.TokenTypes.ToArray(), Is.EqualTo([0, 0, 0, 0, 0, 0, 0, 1, 1, 1]));
        Assert.That(batch.SequenceStarts.ToArray(), Is.EqualTo([0, 4, 10]));
    }

    [Test]
    public void Add_LongText_CutsAndCounts()
    {
        var data = new TextDataset(TinyModels.Tokenizer, 5);
        data.Add("yes worda wordb wordc wordd".AsMemory(), null, 0);
        data.Add("yes worda wordb".AsMemory(), null, 0);

        Assert.That(data.CutRows, Is.EqualTo(1));
        Assert.That(data.LengthOf(0), Is.EqualTo(5));
    }

    [Test]
    public void CopyTo_RowsInAnyOrder_CopiesThem()
    {
        var data = TinyModels.Data(5);
        var batch = new TokenBatch();

        data.CopyTo(batch, [3, 1, 3]);

        Assert.That(new[] { batch.LengthOf(0), batch.LengthOf(1), batch.LengthOf(2) }, Is.EqualTo([data.LengthOf(3), data.LengthOf(1), data.LengthOf(3)]));
    }

    [Test]
    public void Add_NegativeLabel_Throws() =>
        Assert.That(() => new TextDataset(TinyModels.Tokenizer, 5).Add("x".AsMemory(), null, -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
