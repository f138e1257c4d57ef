using MLNet.Compression.Training.Removal;

namespace MLNet.Compression.Training.Tests.Removal;

internal sealed class ZeroMasksTests
{
    [Test]
    public void On_ModelWithZeros_MasksThoseMatricesAlone()
    {
        var model = TinyModels.CreateLively();
        var (pruned, whole) = (model.Encoder.Layers[1].Output.Weight, model.Encoder.Layers[0].Output.Weight);
        pruned.ValueSpan[3..9].Clear();

        using (ZeroMasks.On(model))
        {
            Assert.That(pruned.Parametrizations, Has.Count.EqualTo(1));
            Assert.That(whole.Parametrizations, Is.Empty);
            pruned.ValueSpan.Fill(2);
            Assert.That(pruned.ToStore().Values.Count(value => value == 0), Is.EqualTo(6));
        }

        Assert.That(pruned.Parametrizations, Is.Empty);
        Assert.That(pruned.ValueSpan[..12].ToArray(), Is.EqualTo(new float[] { 2, 2, 2, 0, 0, 0, 0, 0, 0, 2, 2, 2 }));
        Assert.That(pruned.ValueSpan[12..].ToArray(), Is.All.EqualTo(2));
    }
}
