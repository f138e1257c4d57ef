using MLNet.Compression.Training.Allocation;

namespace MLNet.Compression.Training.Tests.Allocation;

public class WeightUsesTests
{
    [Test]
    public void Of_LastLayer_IsUsedForAllTokensWhereTheHeadReadsTheirMean([Values(PoolerKind.Mean, PoolerKind.Tanh)] PoolerKind pooler)
    {
        var model = TinyModels.Create(TinyModels.Shape with { Pooler = pooler });

        var uses = WeightUses.Of(model);

        var layers = model.Encoder.Layers;
        Assert.That(uses[layers[0].Output.Weight], Is.EqualTo(new WeightUse(1, 0)));
        Assert.That(uses[layers[^1].Output.Weight], Is.EqualTo(pooler == PoolerKind.Mean ? new WeightUse(1, 0) : new WeightUse(0, 1)));
        Assert.That(uses[model.Head.Classifier!.Weight], Is.EqualTo(new WeightUse(0, 1)));
    }
}
