using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class MultiLabelModelTests
{
    [Test]
    public void Score_SeveralLabels_IsTheSigmoidOfEachLogit()
    {
        var (model, batch) = (Create(), TestModels.Batch(TestModels.Uneven, 3, 5, 12, 1));
        using var classifier = new TextClassifier(model, threads: 2);
        var (scores, alone) = (new float[3 * classifier.LabelCount], new float[classifier.LabelCount]);

        classifier.Score(batch, scores);

        Assert.That(classifier.IsMultiLabel, Is.True);
        for (var sequence = 0; sequence < 3; sequence++)
        {
            var tokens = batch.SequenceStarts[sequence]..batch.SequenceStarts[sequence + 1];
            var logits = ReferenceForward.Logits(model, batch.Ids[tokens], batch.TokenTypes[tokens]);
            var row = scores[(sequence * classifier.LabelCount)..((sequence + 1) * classifier.LabelCount)];
            Assert.That(row, Is.EqualTo(logits.Select(z => 1 / (1 + Math.Exp(-z)))).Within(1e-5));

            var single = new TokenBatch();
            for (var token = tokens.Start.Value; token < tokens.End.Value; token++)
            {
                single.AddToken(batch.Ids[token], batch.TokenTypes[token]);
            }

            single.EndSequence();
            classifier.Score(single, alone);
            Assert.That(alone, Is.EqualTo(row), "the same bits alone and in a batch");
        }
    }

    [Test]
    public void Load_SavedModel_IsTheSame()
    {
        using var stream = new MemoryStream();
        Create().Save(stream);
        stream.Position = 0;

        var loaded = CompressedModel.Load(stream);

        Assert.That(loaded.Head, Is.EqualTo(HeadKind.MultiLabel));
        Assert.That(loaded.Labels, Is.EqualTo(Create().Labels));
    }

    [Test]
    public void ToCheckpoint_SavedAndLoaded_IsTheSame()
    {
        var checkpoint = CreateUniform().ToCheckpoint();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "model");
        checkpoint.Save(path);

        var loaded = Checkpoint.Load(path);

        Assert.That(loaded.Head, Is.EqualTo(HeadKind.MultiLabel));
        Assert.That(loaded.LabelNames, Is.EqualTo(checkpoint.LabelNames));
        Assert.That(loaded.Tensors["classifier.bias"].Values, Is.EqualTo(checkpoint.Tensors["classifier.bias"].Values));
    }

    private static CompressedModel Create() => Of(TestModels.Create());

    private static CompressedModel CreateUniform() =>
        Of(TestModels.Create(shape: BertShape.Uniform(TestModels.VocabularySize, layers: 1, hiddenSize: 24, heads: 2, feedForwardSize: 40) with { MaxPositions = 40 }));

    private static CompressedModel Of(CompressedModel model) => new(
        model.Shape, model.Embeddings, model.Layers, model.Pooler, model.Classifier, model.Labels, model.Vocabulary, model.Tokenizer, model.MaxTokens, HeadKind.MultiLabel);
}
