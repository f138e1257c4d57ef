using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Layouts;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Encodings;

[TestFixture]
internal sealed class ProductMatrixTests
{
    private static IEnumerable<ProductTable> Tables() =>
        from size in new[] { 2, 3, 16, 200, 256, 257, 300, 4096 }
        from parts in new[] { 1, 4, 24 }
        select new ProductTable(Rows: 37, Columns: 24, parts, size);

    [TestCaseSource(nameof(Tables))]
    public void Decode_SavedTable_GivesTheSameBits(ProductTable table)
    {
        var (matrix, values) = table.Create(Numbers(500));

        Assert.That(Decode(matrix), Is.EqualTo(values));
        Assert.That(Decode(Read(Write(matrix))), Is.EqualTo(values));
        Assert.That(Write(Read(Write(matrix))), Is.EqualTo(Write(matrix)));
    }

    [TestCaseSource(nameof(Tables))]
    public void Size_IsThatOfCodesAndCodebooks(ProductTable table)
    {
        var (matrix, _) = table.Create(Numbers(500));

        var bits = (int)Math.Ceiling(Math.Log2(table.Size));
        var codes = table.Rows * table.Parts;
        var packed = bits <= 8 ? ((codes * bits) + 7) / 8 : codes + (((codes * (bits - 8)) + 7) / 8);
        Assert.That(matrix.SizeInBytes, Is.EqualTo(Write(matrix).Length).And.EqualTo(20 + 8 + (4 * table.Columns) + (table.Size * table.Columns) + packed));
    }

    [Test]
    public void CreateKernel_Table_MultipliesWhatItStandsFor()
    {
        var (matrix, values) = new ProductTable(5, 24, 4, 16).Create(Numbers(500));

        Assert.That(MatrixLayouts.CreateKernel(matrix, new LinearEnd(null, OutputOperator.None)).InputFormat, Is.EqualTo(InputFormat.Float));
        Assert.That(Decode(matrix), Is.EqualTo(values), "after a kernel was made");
    }

    [Test]
    public void Product_OtherWeights_AreNotHeld()
    {
        var (matrix, values) = new ProductTable(5, 24, 4, 16).Create(Numbers(500));
        var format = ValueFormat.Product(matrix);

        Assert.That(format.TryEncodeDense(values, 5, 24), Is.SameAs(matrix));
        Assert.That(format.TryEncodeDense(values, 10, 12), Is.Null);
        Assert.That(format.TryEncode(values, new FullPattern(5, 24)), Is.Null);
        values[7] = MathF.BitIncrement(values[7]);
        Assert.That(() => format.EncodeDense(values, 5, 24), Throws.ArgumentException.With.Message.Contains("product-rows"));
    }

    [Test]
    public void Of_CodesThatFitNothing_AreRefused()
    {
        var codebooks = ProductCodebooks.Of(Int8Matrix.Encode(Numbers(24 * 16), 24, 16), parts: 4);

        Assert.That(() => ProductMatrix.Of(codebooks, []), Throws.ArgumentException);
        Assert.That(() => ProductMatrix.Of(codebooks, new ushort[6]), Throws.ArgumentException);
        Assert.That(() => ProductMatrix.Of(codebooks, [0, 1, 16, 2]), Throws.ArgumentException);
        Assert.That(() => ProductCodebooks.Of(Int8Matrix.Encode(Numbers(24 * 16), 24, 16), parts: 5), Throws.ArgumentException);
    }

    [TestCase(30, 16)]
    [TestCase(10, 300)]
    [TestCase(1, 7)]
    public void Logits_WordsAsProductRows_EqualThoseOfTheDecodedWords(int parts, int size)
    {
        var model = TestModels.Create(ProductTable.Words(parts, size));
        var decoded = TestModels.Create((name, weights, rows, columns) => DenseMatrix.Encode(Decode(ProductTable.Words(parts, size)(name, weights, rows, columns)), rows, columns));

        Assert.That(Logits(model), Is.EqualTo(Logits(decoded)));
        Assert.That(Logits(CompressedModel.Load(new MemoryStream(Save(model)))), Is.EqualTo(Logits(model)));
    }

    [Test]
    public void ToCheckpoint_WordsAsProductRows_DecodesThem()
    {
        var checkpoint = Checkpoint.Load(GoldenModels.Folder("bert-sequence"));
        var model = CompressedModelBuilder.FromCheckpoint(checkpoint, Vocabulary.Load(Path.Combine(GoldenModels.Folder("bert-sequence"), "vocab.txt")), encoder: ProductTable.Words(8, 12));

        Assert.That(model.Embeddings.Words, Is.InstanceOf<ProductMatrix>());
        Assert.That(model.ToCheckpoint().Tensors["embeddings.word_embeddings.weight"].Values, Is.EqualTo(Decode(model.Embeddings.Words)));
    }

    [Test]
    public void Score_Warm_AllocatesNothing()
    {
        var model = TestModels.Create(ProductTable.Words(10, 300));
        using var classifier = new TextClassifier(model);
        var (batch, scores) = (TestModels.Batch(model.Shape, 3, 5, 9), new float[6]);

        Assert.That(Allocations.FewestOf(() => classifier.Score(batch, scores)), Is.Zero);
    }

    private static float[] Logits(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        var logits = new float[3 * classifier.LabelCount];
        classifier.Logits(TestModels.Batch(model.Shape, 3, 1, 7, 19), logits);
        return logits;
    }

    private static byte[] Save(CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    private static byte[] Write(WeightMatrix matrix)
    {
        using var stream = new MemoryStream();
        WeightEncoding.Write(new ModelWriter(stream), matrix);
        return stream.ToArray();
    }

    private static WeightMatrix Read(byte[] bytes) => WeightEncoding.Read(new ModelReader(new MemoryStream(bytes), "test", bytes.Length), "the matrix");

    private static float[] Decode(WeightMatrix matrix)
    {
        var decoded = new float[matrix.Rows * matrix.Columns];
        matrix.Decode(decoded);
        return decoded;
    }

    private static float[] Numbers(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1))];
    }
}
