using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Recipes;

public class LayerMapTests
{
    [TestCase(4, 12, new[] { 2, 5, 8, 11 })]
    [TestCase(6, 12, new[] { 1, 3, 5, 7, 9, 11 })]
    [TestCase(4, 6, new[] { 1, 2, 4, 5 })]
    [TestCase(3, 3, new[] { 0, 1, 2 })]
    [TestCase(1, 12, new[] { 11 })]
    [TestCase(4, 2, new[] { 0, 0, 1, 1 })]
    public void Resolve_NoMap_SpreadsEvenlyUpToTheLast(int student, int teacher, int[] expected) =>
        Assert.That(LayerMap.Resolve(null, student, teacher), Is.EqualTo(expected.Select((layer, i) => new LayerPair(i, layer))));

    [Test]
    public void Resolve_Map_IsTaken() =>
        Assert.That(LayerMap.Resolve([5, 0], 2, 6), Is.EqualTo([new LayerPair(0, 5), new LayerPair(1, 0)]));

    [Test]
    public void Resolve_WrongLength_Throws() =>
        Assert.That(() => LayerMap.Resolve([0], 2, 6), Throws.ArgumentException.With.Message.Contains("1 teacher layers").And.Message.Contains("2 layers"));

    [TestCase(-1)]
    [TestCase(6)]
    public void Resolve_NoSuchLayer_Throws(int layer) =>
        Assert.That(() => LayerMap.Resolve([0, layer], 2, 6), Throws.ArgumentException.With.Message.Contains("0 to 5"));
}
