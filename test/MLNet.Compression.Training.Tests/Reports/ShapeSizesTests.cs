using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Training.Tests.Reports;

public class ShapeSizesTests
{
    private static readonly BertShape _even = BertShape.Uniform(100, layers: 3, hiddenSize: 96, heads: 3, feedForwardSize: 200);

    private static IEnumerable<TestCaseData> Shapes()
    {
        yield return new TestCaseData(_even, "3x96x3x200").SetArgDisplayNames("even");
        yield return new TestCaseData(_even with { EmbeddingSize = 20 }, "3x96x3x200 embedding=20").SetArgDisplayNames("narrow embeddings");
        yield return new TestCaseData(_even with { Layers = [new(3, 32, 200), new(0, 32, 7), new(1, 32, 0)] }, "3x96 heads 3,0,1 neurons 200,7,0").SetArgDisplayNames("uneven");
        yield return new TestCaseData(_even with { Layers = [new(3, 32, 200), new(0, 32, 200)] }, "2x96 heads 3,0 neurons 200").SetArgDisplayNames("uneven heads");
        yield return new TestCaseData(_even with { Layers = [new(2, 32, 200), new(2, 32, 200)] }, "2x96 heads 2 neurons 200").SetArgDisplayNames("narrow attention");
        yield return new TestCaseData(_even with { Layers = [new(3, 32, 9), new(0, 4, 9), new(6, 16, 9)] }, "3x96 heads 3x32,0,6x16 neurons 9").SetArgDisplayNames("head sizes");
        yield return new TestCaseData(BertShape.Static(100, 30), "static30").SetArgDisplayNames("static");
        yield return new TestCaseData(BertShape.Static(100, 30, 12), "static30x12").SetArgDisplayNames("static with a hidden layer");
    }

    [TestCaseSource(nameof(Shapes))]
    public void Text_AnyShape_NamesWhatDiffers(BertShape shape, string expected) => Assert.That(ShapeSizes.Text(shape), Is.EqualTo(expected));
}
