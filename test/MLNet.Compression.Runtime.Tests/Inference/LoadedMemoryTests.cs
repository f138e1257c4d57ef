using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>What a model and its classifier hold, beside what the file has to say.</summary>
[TestFixture, NonParallelizable]
internal sealed class LoadedMemoryTests
{
    private const int Callers = 4;
    private const long MostOfCaller = 1 << 20;

    /// <summary>What the tables of the tokenizer take beside the file.</summary>
    private const long VocabularyTables = 200_000;
    private const string Text = "piece7 piece12 something piece50";

    private static readonly BertShape _shape = BertShape.Uniform(TestModels.VocabularySize, layers: 3, hiddenSize: 312, heads: 12, feedForwardSize: 1200);

    [Test]
    public void Load_AndScore_HoldsTheWeightsOnce([Values] bool int8)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model.mlcm");
        TestModels.Create(int8 ? CompressedModelBuilder.Int8 : CompressedModelBuilder.Float32, _shape).Save(path);
        var length = new FileInfo(path).Length;
        Score(path, keep: _ => { });
        var before = Held();
        long held = 0;

        Score(path, keep: classifier =>
        {
            held = Held() - before;
            GC.KeepAlive(classifier);
        });

        // Indices of blocks take two bytes for each 64 weights; a second copy would double the whole.
        Assert.That(held, Is.LessThan(1.3 * length));
    }

    [Test]
    public void Load_AndScoreAModelOfFewBits_KeepsItPacked([Values(4, 2)] int bits, [Values(false, true)] bool pruned)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model.mlcm");
        TestModels.Create((_, weights, rows, columns) => FewBits(weights.ToArray(), rows, columns, bits, pruned), _shape).Save(path);
        var length = new FileInfo(path).Length;
        Score(path, keep: _ => { });
        var before = Held();
        long held = 0;

        Score(path, keep: classifier =>
        {
            held = Held() - before;
            GC.KeepAlive(classifier);
        });

        // Each output has a sum, and copies of its scale and bias, whole vectors of them.
        var outputs = _shape.Layers.Sum(layer => (3 * layer.AttentionSize) + layer.FeedForwardSize + (2 * _shape.HiddenSize));
        Assert.That(held, Is.LessThan((1.15 * length) + (12 * outputs) + VocabularyTables));
    }

    /// <summary>Rounded to integers of some bits; of a pruned matrix, blocks of 16 x 4 in turns are zero.</summary>
    private static WeightMatrix FewBits(float[] weights, int rows, int columns, int bits, bool pruned)
    {
        const float Scale = 0.01f;
        for (var i = 0; i < weights.Length; i++)
        {
            var kept = !pruned || ((i / columns / 16) + (i % columns / 4)) % 2 == 0;
            weights[i] = kept ? Scale * Math.Clamp(MathF.Round(weights[i] / Scale), -(1 << (bits - 1)), (1 << (bits - 1)) - 1) : 0;
        }

        var format = ValueFormat.Integers(bits, signed: true, [Scale]);
        return pruned ? BlockSparseMatrix.Encode(weights, rows, columns, 16, 4, format) : format.EncodeDense(weights, rows, columns);
    }

    [Test]
    public void Score_FromSeveralThreads_TakesOneMegabyteForEach([Values] bool int8)
    {
        var model = TestModels.Create(int8 ? CompressedModelBuilder.Int8 : CompressedModelBuilder.Float32, _shape);
        using var classifier = new TextClassifier(model);
        using var together = new Barrier(Callers);
        var batch = TestModels.Batch(_shape, 1, 128);
        var threads = Enumerable.Range(0, Callers).Select(_ => new Thread(() =>
        {
            together.SignalAndWait();
            classifier.Score(batch, new float[3]);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(classifier.WorkingSetBytes, Is.Positive.And.AtMost(Callers * MostOfCaller));
    }

    private static long Held() => GC.GetTotalMemory(forceFullCollection: true) + NativeBytes.Held;

    private static void Score(string path, Action<TextClassifier> keep)
    {
        var model = CompressedModel.Load(path);
        using var classifier = new TextClassifier(model);
        classifier.Score(Text, new float[3]);
        keep(classifier);
        GC.KeepAlive(model);
    }
}
