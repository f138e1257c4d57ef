using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Encodings;
using MLNet.Compression.Runtime.Tests.Kernels;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>Layers whose inputs have a known range.</summary>
[TestFixture]
internal sealed class ClippedLayerTests
{
    private const int Outputs = 37;
    private const int Inputs = 45;
    private const int Tokens = 9;

    private static IEnumerable<InputClip> Clips => [new(0.03f, 64, 127), new(0.2f, 8, 15), new(0.02f, 0, 127), new(0.3f, 3, 15)];

    private static IEnumerable<RoundedFormat> Formats => RoundedFormat.All.Where(format => format.Name is "3 bits a step a row" or "ternary a scale a row");

    [Test]
    public void Forward_Int8_IsTheProductOfTheRoundedInputs([ValueSource(nameof(Clips))] InputClip clip) =>
        AssertProduct(clip, (_, weights, rows, columns) => Int8Matrix.Encode(weights, rows, columns));

    [Test]
    public void Forward_FewBits_IsTheProductOfTheRoundedInputs([ValueSource(nameof(Clips))] InputClip clip, [ValueSource(nameof(Formats))] RoundedFormat format) =>
        AssertProduct(clip, format.BlockSparse(16, 4));

    [Test]
    public void Forward_Floats_TakesInputsAsTheyAre()
    {
        var layer = new LinearLayer(new LinearWeights(DenseMatrix.Encode(new float[Outputs * Inputs], Outputs, Inputs), null, new InputClip(1, 0, 15)));

        Assert.That(layer.InputFormat, Is.EqualTo(InputFormat.Float));
    }

    /// <remarks>A text scored alone and in a batch go different ways through the layers; both round to the same ranges.</remarks>
    [Test]
    public void Logits_OneTextOrMany_AreTheSame()
    {
        var model = ClippedModels.Create();
        using var classifier = new TextClassifier(model);
        var batch = TestModels.Batch(model.Shape, 3, 5, 12, 3);
        var (together, alone) = (new float[3 * 3], new float[3]);
        classifier.Logits(batch, together);
        for (var sequence = 0; sequence < 3; sequence++)
        {
            var single = new TokenBatch();
            var (start, end) = (batch.SequenceStarts[sequence], batch.SequenceStarts[sequence + 1]);
            single.AddSequence(batch.Ids[start..end], batch.TokenTypes[start..end]);
            classifier.Logits(single, alone);
            Assert.That(alone, Is.EqualTo(together[(3 * sequence)..(3 * (sequence + 1))]));
        }

        using var free = new TextClassifier(TestModels.Create(CompressedModelBuilder.Int8));
        var others = new float[3 * 3];
        free.Logits(batch, others);
        Assert.That(others, Is.Not.EqualTo(together), "the ranges have a say");
    }

    private static void AssertProduct(InputClip clip, MatrixEncoder encoder)
    {
        using var random = TestMatrix.Random(Outputs, Inputs, seed: 5);
        var matrix = encoder("encoder.test", random.ToArray(), Outputs, Inputs);
        var layer = new LinearLayer(new LinearWeights(matrix, null, clip));
        using var x = TestMatrix.Random(Tokens, Inputs, seed: 6, scale: 2);
        using var y = new TestMatrix(Tokens, Outputs);
        using var integers = new IntegerBuffer();
        layer.Forward(x.View, integers, y.View);

        var weights = new float[Outputs * Inputs];
        matrix.Decode(weights);
        float[] expected =
        [
            .. from token in Enumerable.Range(0, Tokens)
               from output in Enumerable.Range(0, Outputs)
               select (float)Enumerable.Range(0, Inputs).Sum(i => Rounded(x[token, i], clip) * weights[(output * Inputs) + i]),
        ];
        Deviation.AssertBelow($"clipped layer, {clip}", y.ToArray(), expected, 1e-6);
        y.AssertCanaries();
    }

    private static double Rounded(float x, InputClip clip) =>
        (double)clip.Scale * Math.Round(Math.Clamp((double)(x * (1 / clip.Scale)), -clip.ZeroPoint, clip.Largest - clip.ZeroPoint), MidpointRounding.ToEven);
}
