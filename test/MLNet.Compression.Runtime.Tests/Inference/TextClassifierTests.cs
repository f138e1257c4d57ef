using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class TextClassifierTests
{
    private static readonly int[] _lengths = [1, 2, 5, 6, 7, 12, 13, 19, 40, 3];

    [TestCase(ActivationFunction.Gelu, PoolerKind.Tanh)]
    [TestCase(ActivationFunction.GeluTanh, PoolerKind.Relu)]
    [TestCase(ActivationFunction.Relu, PoolerKind.None)]
    [TestCase(ActivationFunction.Gelu, PoolerKind.Mean)]
    public void Logits_Float32UnevenLayers_MatchTheDoubleReference(ActivationFunction activation, PoolerKind pooler)
    {
        var model = TestModels.Create(shape: TestModels.Uneven with { Activation = activation, Pooler = pooler });

        Assert.That(LargestDeviation(model), Is.LessThan(1e-5));
    }

    [TestCase(ActivationFunction.Gelu, new[] { 0, 1, 2, 3 })]
    [TestCase(ActivationFunction.Relu, new[] { 3, 2, 1, 0 })]
    [TestCase(ActivationFunction.GeluTanh, new[] { 2, 3, 0 })]
    [TestCase(ActivationFunction.Gelu, new[] { 3, 1 })]
    [TestCase(ActivationFunction.Gelu, new[] { 2 })]
    public void Logits_LayersWithoutHeadsOrNeurons_MatchTheDoubleReference(ActivationFunction activation, int[] layers)
    {
        var shape = TestModels.WithoutHalves with { Activation = activation, Layers = [.. layers.Select(layer => TestModels.WithoutHalves.Layers[layer])] };

        Assert.That(LargestDeviation(TestModels.Create(shape: shape)), Is.LessThan(1e-5));
        Assert.That(LargestDeviation(TestModels.Create(CompressedModelBuilder.Int8, shape)), Is.LessThan(0.06));
    }

    [Test]
    public void Logits_Int8LayersWithoutHeadsOrNeurons_EqualThoseOfZeroHeadsAndNeurons()
    {
        var model = TestModels.Create(CompressedModelBuilder.Int8, TestModels.WithoutHalves);
        var filled = CompressedModelBuilder.FromCheckpoint(model.ToCheckpoint(), model.Vocabulary, model.Tokenizer, CompressedModelBuilder.Int8);

        Assert.That(filled.Shape.Layers[2].Heads, Is.EqualTo(3));
        Assert.That(Logits(model), Is.EqualTo(Logits(filled)).Within(1e-4));
    }

    [TestCase(new[] { 0, 0, 2, 2 }, new[] { 0, 0, 2, 2 }, TestName = "Logits_SharedLayersAndProjectedEmbeddings_MatchTheDoubleReference")]
    [TestCase(new[] { 0, 0, 0, 0 }, new[] { 0, 1, 2, 3 }, TestName = "Logits_SharedAttentionAndProjectedEmbeddings_MatchTheDoubleReference")]
    [TestCase(new[] { 0, 1, 1, 3 }, new[] { 0, 0, 2, 0 }, TestName = "Logits_SharedFeedForwardAndProjectedEmbeddings_MatchTheDoubleReference")]
    public void Logits_SharedWeights_MatchTheDoubleReference(int[] attention, int[] feedForward)
    {
        var shape = BertShape.Uniform(TestModels.VocabularySize, layers: 4, hiddenSize: 24, heads: 2, feedForwardSize: 40) with
        {
            EmbeddingSize = 10,
            AttentionOfLayer = [.. attention],
            FeedForwardOfLayer = [.. feedForward],
            TokenTypes = 0,
            MaxPositions = 40,
        };

        Assert.That(LargestDeviation(TestModels.Create(shape: shape)), Is.LessThan(1e-5));
    }

    [Test]
    public void Logits_Int8_DeviateByActivationRoundingAlone() =>
        Assert.That(LargestDeviation(TestModels.Create(CompressedModelBuilder.Int8)), Is.LessThan(0.05));

    [TestCase(16, 4)]
    [TestCase(32, 8)]
    [TestCase(8, 2)]
    [TestCase(5, 3)]
    [TestCase(1, 1)]
    public void Logits_BlockSparse_EqualThoseOfTheSameWeightsStoredDensely(int blockRows, int blockColumns)
    {
        var sparse = TestModels.Create(TestModels.BlockSparse(blockRows, blockColumns, 0.4, ValueFormat.Int8));
        var dense = TestModels.Create((name, weights, rows, columns) => Int8Matrix.Encode(
            name.StartsWith("encoder.", StringComparison.Ordinal)
                ? TestModels.Prune(weights.ToArray(), rows, columns, blockRows, blockColumns, 0.4)
                : weights,
            rows,
            columns));

        Assert.That(Logits(sparse), Is.EqualTo(Logits(dense)));
    }

    [Test]
    public void Score_Classes_GivesSoftmaxOfLogits()
    {
        var model = TestModels.Create(CompressedModelBuilder.Int8);
        using var classifier = new TextClassifier(model);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        var (logits, probabilities) = (new float[_lengths.Length * 3], new float[_lengths.Length * 3]);
        classifier.Logits(batch, logits);
        classifier.Score(batch, probabilities);

        for (var i = 0; i < _lengths.Length; i++)
        {
            var expected = ReferenceForward.Softmax([.. logits.Skip(3 * i).Take(3).Select(v => (double)v)]);
            Assert.That(probabilities.Skip(3 * i).Take(3), Is.EqualTo(expected).Within(1e-6));
        }
    }

    [Test]
    public void Score_Regression_GivesTheRawValue()
    {
        var model = TestModels.Create(labels: 1, regression: true);
        using var classifier = new TextClassifier(model);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        var (logits, scores) = (new float[_lengths.Length], new float[_lengths.Length]);
        classifier.Logits(batch, logits);
        classifier.Score(batch, scores);

        Assert.That(classifier.IsRegression, Is.True);
        Assert.That(scores, Is.EqualTo(logits));
        Assert.That(scores.Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public void Logits_SequencesTogetherOrAlone_AreTheSameBits([Values] bool int8, [Values(1, 3)] int threads)
    {
        var model = TestModels.Create(int8 ? CompressedModelBuilder.Int8 : CompressedModelBuilder.Float32);
        using var classifier = new TextClassifier(model, threads);
        int[] lengths = [.. Enumerable.Range(0, 60).Select(i => 1 + (i * 7 % 40))];
        var batch = TestModels.Batch(model.Shape, 5, lengths);
        var together = new float[lengths.Length * 3];
        classifier.Logits(batch, together);

        var alone = new float[3];
        var single = new TokenBatch();
        for (var i = 0; i < lengths.Length; i++)
        {
            var (start, end) = (batch.SequenceStarts[i], batch.SequenceStarts[i + 1]);
            single.Clear();
            single.AddSequence(batch.Ids[start..end], batch.TokenTypes[start..end]);
            classifier.Logits(single, alone);
            Assert.That(together.Skip(3 * i).Take(3), Is.EqualTo(alone), $"sequence {i} of {lengths[i]} tokens");
        }
    }

    [Test]
    public void Score_ManyThreadsAtOnce_GivesTheSameBits([Values] bool int8)
    {
        var model = TestModels.Create(int8 ? CompressedModelBuilder.Int8 : CompressedModelBuilder.Float32);
        using var classifier = new TextClassifier(model);
        var expected = Score(classifier, model, 0);
        var failures = 0;
        var threads = Enumerable.Range(0, 16).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 20; i++)
            {
                if (!Score(classifier, model, 0).AsSpan().SequenceEqual(expected))
                {
                    Interlocked.Increment(ref failures);
                }
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());

        Assert.That(failures, Is.Zero);
    }

    [Test]
    public void Score_Warm_AllocatesNothing([Values] bool int8)
    {
        var model = TestModels.Create(int8 ? CompressedModelBuilder.Int8 : CompressedModelBuilder.Float32);
        using var classifier = new TextClassifier(model);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        var scores = new float[_lengths.Length * 3];

        Assert.That(Allocations.FewestOf(() => classifier.Score(batch, scores)), Is.Zero);
    }

    [Test]
    public void Score_TokenBeyondTheVocabulary_IsRefused()
    {
        var model = TestModels.Create();
        using var classifier = new TextClassifier(model);
        var batch = new TokenBatch();
        batch.AddSequence([1, TestModels.VocabularySize], [0, 0]);

        Assert.That(() => classifier.Score(batch, new float[3]), Throws.ArgumentException.With.Message.Contains("97"));
    }

    [Test]
    public void Score_NegativeTokenType_IsRefused()
    {
        using var classifier = new TextClassifier(TestModels.Create());
        var batch = new TokenBatch();
        batch.AddSequence([1], [-1]);

        Assert.That(() => classifier.Score(batch, new float[3]), Throws.ArgumentException);
    }

    [Test]
    public void Score_SequenceLongerThanThePositions_IsRefused()
    {
        var model = TestModels.Create();
        using var classifier = new TextClassifier(model);

        Assert.That(() => classifier.Score(TestModels.Batch(model.Shape, 1, 41), new float[3]), Throws.ArgumentException);
    }

    [Test]
    public void Score_ShortResult_IsRefused()
    {
        var model = TestModels.Create();
        using var classifier = new TextClassifier(model);

        Assert.That(() => classifier.Score(TestModels.Batch(model.Shape, 1, 4), new float[2]), Throws.ArgumentException);
    }

    [Test]
    public void Score_AfterDispose_IsRefused()
    {
        var model = TestModels.Create();
        var classifier = new TextClassifier(model);
        classifier.Dispose();

        Assert.That(() => classifier.Score(TestModels.Batch(model.Shape, 1, 4), new float[3]), Throws.TypeOf<ObjectDisposedException>());
    }

    private static float[] Logits(CompressedModel model)
    {
        using var classifier = new TextClassifier(model);
        var logits = new float[_lengths.Length * classifier.LabelCount];
        classifier.Logits(TestModels.Batch(model.Shape, 3, _lengths), logits);
        return logits;
    }

    private static float[] Score(TextClassifier classifier, CompressedModel model, int seed)
    {
        var scores = new float[_lengths.Length * 3];
        classifier.Score(TestModels.Batch(model.Shape, seed, _lengths), scores);
        return scores;
    }

    /// <summary>Relative to the largest logit.</summary>
    private static double LargestDeviation(CompressedModel model)
    {
        var logits = Logits(model);
        var batch = TestModels.Batch(model.Shape, 3, _lengths);
        var expected = new List<double>();
        for (var i = 0; i < _lengths.Length; i++)
        {
            var (start, end) = (batch.SequenceStarts[i], batch.SequenceStarts[i + 1]);
            expected.AddRange(ReferenceForward.Logits(model, batch.Ids[start..end], batch.TokenTypes[start..end]));
        }

        var deviation = expected.Zip(logits, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs);
        TestContext.Out.WriteLine($"largest deviation {deviation:g3} of the largest logit");
        return deviation;
    }
}
