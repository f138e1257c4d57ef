using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Tests.Data;

public class PairDatasetTests
{
    [Test]
    public void CopyTo_Pairs_GivesTwoSequencesARow()
    {
        var (data, batch, alone) = (Pairs(), new TokenBatch(), new TokenBatch());

        data.CopyTo(batch, [1, 0]);

        foreach (var text in new[] { "no", "no wordc", "yes worda", "" })
        {
            TinyModels.Tokenizer.AddTo(alone, text, TinyModels.MaxTokens);
        }

        Assert.That(batch.Ids.ToArray(), Is.EqualTo(alone.Ids.ToArray()));
        Assert.That(batch.SequenceStarts.ToArray(), Is.EqualTo(alone.SequenceStarts.ToArray()));
        Assert.That(data.TargetsOf([1, 0]).Similarities.ToArray(), Is.EqualTo((Similarity[])[new Similarity(-1), new Similarity(0.5f)]));
    }

    [Test]
    public void AddPair_LongTexts_AreCutEachByItself()
    {
        var data = new TextDataset(TinyModels.Tokenizer, 4);

        data.AddPair("worda wordb wordc".AsMemory(), "worda wordb wordc wordd".AsMemory(), new Similarity(1));

        Assert.That((data.LengthOf(0), data.Extent.LongestRow, data.CutTokens), Is.EqualTo((8, 4, 3L)));
        Assert.That(() => DatasetCheck.RequireTokens(data, TinyModels.Create(TinyModels.Shape with { MaxPositions = 12 })), Throws.Nothing, "a row of two texts may be longer than the model reads");
    }

    [Test]
    public void AddPair_NoCosineOrAnotherTarget_IsRefused()
    {
        var data = Pairs();

        Assert.That(() => data.AddPair(default, default, new Similarity(1.5f)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => data.AddPair(default, default, new Similarity(float.NaN)), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => data.Add("a".AsMemory(), null, 0.5f), Throws.InvalidOperationException.With.Message.Contains("similarities"));
        Assert.That(() => TinyModels.Data(2).AddPair(default, default, new Similarity(1)), Throws.InvalidOperationException.With.Message.Contains("classes"));
    }

    private static TextDataset Pairs()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        data.AddPair("yes worda".AsMemory(), "".AsMemory(), new Similarity(0.5f));
        data.AddPair("no".AsMemory(), "no wordc".AsMemory(), new Similarity(-1));
        return data;
    }
}
