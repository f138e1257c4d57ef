using MLNet.Compression.Architecture;

namespace MLNet.Compression.Training.Tests.Architecture;

public class FolderGraphTests
{
    [Test]
    public void Circles_OfLayers_AreNone()
    {
        var graph = Graph(("Loop", "Layers"), ("Loop", "Tensors"), ("Layers", "Tensors"));

        Assert.That(graph.Circles(), Is.Empty);
    }

    [Test]
    public void Circles_OfTwoFoldersThatUseEachOther_NamesBothUsesOnce()
    {
        var graph = Graph(("Loop", "Layers"), ("Layers", "Loop"), ("Loop", "Tensors"));

        Assert.That(graph.Circles(), Is.EqualTo(["Layers -> Loop -> Layers: a Layers uses a Loop, a Loop uses a Layers"]));
    }

    [Test]
    public void Circles_OverThreeFolders_FindsTheWholeWay()
    {
        var graph = Graph(("C", "B"), ("B", "A"), ("A", "C"), ("A", "D"));

        Assert.That(graph.Circles(), Is.EqualTo(["A -> C -> B -> A: a A uses a C, a C uses a B, a B uses a A"]));
    }

    private static FolderGraph Graph(params (string From, string To)[] uses)
    {
        var graph = new FolderGraph();
        foreach (var (from, to) in uses)
        {
            graph.Add(from, to, $"a {from} uses a {to}");
        }

        return graph;
    }
}
