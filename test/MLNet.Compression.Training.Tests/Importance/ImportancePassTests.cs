using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Importance;

/// <summary>The scores against derivatives of the loss in double precision, by finite differences of a gate at each unit.</summary>
public class ImportancePassTests
{
    private const double Tolerance = 5e-6;

    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 8, heads: 2, feedForward: 6);
    private static readonly Lazy<TextModel> _model = new(() => TinyModels.CreateLively(_shape));

    [Test]
    public void Run_UnitsOfLayers_HaveTheSlopesOfTheLoss()
    {
        var scores = Score(TinyModels.Data(7)).Layers;

        for (var layer = 0; layer < 2; layer++)
        {
            AssertEqual(scores[layer].Heads, Slopes(GateKind.Head, layer, 2), $"heads of layer {layer}");
            AssertEqual(scores[layer].MatchingFeatures, Slopes(GateKind.Query, layer, 8), $"matching features of layer {layer}");
            AssertEqual(scores[layer].PassingFeatures, Slopes(GateKind.Passing, layer, 8), $"passing features of layer {layer}");
            AssertEqual(scores[layer].Neurons, Add(Slopes(GateKind.Incoming, layer, 6), Slopes(GateKind.Outgoing, layer, 6)), $"neurons of layer {layer}");
        }
    }

    [Test]
    public void Run_HiddenFeatures_HaveTheSlopesOfAllLayerNorms()
    {
        var scores = Score(TinyModels.Data(7));

        AssertEqual(scores.Embedding, Slopes(GateKind.Feature, 0, 8), "embedding");
        AssertEqual(scores.Hidden, Enumerable.Range(0, 5).Select(norm => Slopes(GateKind.Feature, norm, 8)).Aggregate(Add), "hidden");
    }

    /// <remarks>With one text in all rows, batches of 32, 32 and 6 rows have the same mean gradient.</remarks>
    [Test]
    public void Run_SeveralBatches_AddsAbsoluteValues()
    {
        var (text, label) = TinyModels.Texts(1)[0];
        var (one, many) = (new Training.Data.TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens), new Training.Data.TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens));
        one.Add(text.AsMemory(), null, label);
        foreach (var _ in Enumerable.Range(0, 70))
        {
            many.Add(text.AsMemory(), null, label);
        }

        AssertEqual(Score(many).Hidden, [.. Score(one).Hidden.Select(score => 3 * score)], "three batches");
    }

    [Test]
    public void Run_FewerRowsThanThereAre_TakesASampleOfTheSeed()
    {
        var data = TinyModels.Data(64);

        var scores = Score(data, rows: 8, seed: 1).Hidden;

        Assert.That(Score(data, rows: 8, seed: 1).Hidden, Is.EqualTo(scores));
        Assert.That(Score(data, rows: 8, seed: 2).Hidden, Is.Not.EqualTo(scores));
        Assert.That(Score(data, rows: 64, seed: 1).Hidden, Is.Not.EqualTo(scores));
    }

    [Test]
    public void Run_AnyNumberOfThreads_GivesTheSameBits()
    {
        var expected = Score(TinyModels.Data(48), threads: 1);

        foreach (var threads in new[] { 2, 3, 5 })
        {
            var scores = Score(TinyModels.Data(48), threads: threads);
            Assert.That(scores.Hidden, Is.EqualTo(expected.Hidden));
            Assert.That(scores.Layers[1].Neurons, Is.EqualTo(expected.Layers[1].Neurons));
            Assert.That(scores.Layers[0].MatchingFeatures, Is.EqualTo(expected.Layers[0].MatchingFeatures));
        }
    }

    [Test]
    public void Run_Model_StaysAsItIs()
    {
        var model = TinyModels.CreateLively(_shape);
        var weights = TinyModels.Weights(model);

        new ImportancePass(model, new TrainingEnvironment(1)).Run(TinyModels.Data(8), 8);

        Assert.That(TinyModels.Weights(model), Is.EqualTo(weights));
        Assert.That(model.Parameters.Where(parameter => parameter.HasGradient || parameter.UsedRows?.Count > 0), Is.Empty);
    }

    [Test]
    public void Run_LayersThatShareWeights_HaveOneScore()
    {
        var model = TinyModels.CreateLively(_shape.WithLayersOf(0, 0));

        var scores = new ImportancePass(model, new TrainingEnvironment(1)).Run(TinyModels.Data(8), 8);

        Assert.That(scores.Layers[1].Heads, Is.SameAs(scores.Layers[0].Heads));
        Assert.That(scores.Layers[1].Neurons, Is.SameAs(scores.Layers[0].Neurons));
        Assert.That(scores.Layers[0].Neurons, Is.All.Positive);
    }

    [Test]
    public void Run_FactorizedEmbeddings_ScoresBothKindsOfFeatures()
    {
        var model = TinyModels.CreateLively(_shape with { EmbeddingSize = 4 });

        var scores = new ImportancePass(model, new TrainingEnvironment(1)).Run(TinyModels.Data(8), 8);

        Assert.That(scores.Embedding, Has.Length.EqualTo(4).And.All.Positive);
        Assert.That(scores.Hidden, Has.Length.EqualTo(8).And.All.Positive);
    }

    [Test]
    public void Run_Cancelled_StopsAndFreesTheGradients()
    {
        var model = TinyModels.CreateLively(_shape);

        Assert.That(
            () => new ImportancePass(model, new TrainingEnvironment(1, 1, null, new CancellationToken(canceled: true))).Run(TinyModels.Data(8), 8),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(model.Parameters.Where(parameter => parameter.HasGradient), Is.Empty);
    }

    [Test]
    public void Run_NoRows_Throws() => Assert.That(() => Score(TinyModels.Data(0)), Throws.ArgumentException.With.Message.Contains("no rows"));

    [Test]
    public void Run_ShortPass_ReportsNothing()
    {
        var reports = new List<TrainingProgress>();

        new ImportancePass(_model.Value, new TrainingEnvironment(1, 1, new DirectProgress(reports.Add))).Run(TinyModels.Data(8), 8);

        Assert.That(reports, Is.Empty);
    }

    [Test]
    public void Add_LongPass_ReportsHowFarItIsAndItsEnd()
    {
        var reports = new List<TrainingProgress>();
        var meter = new PassMeter("importance", batches: 3, new DirectProgress(reports.Add), quiet: TimeSpan.Zero);

        foreach (var loss in new[] { 1.0, 2, 6 })
        {
            meter.Add(loss, tokens: 10);
        }

        Assert.That(reports.Select(report => (report.Stage, report.Step, report.TotalSteps, report.IsFinal)), Is.EqualTo([("importance", 1L, 3L, false), ("importance", 3L, 3L, true)]));
        Assert.That(reports[^1].Loss, Is.EqualTo(3));
        Assert.That(reports[^1].Remaining, Is.EqualTo(TimeSpan.Zero));
    }

    /// <remarks>Labels that are the model's own predictions say the same as none.</remarks>
    [Test]
    public void Run_RowsWithoutLabels_AreTakenWithThePredictedClass()
    {
        var texts = TinyModels.Texts(20);
        var logits = TinyModels.Logits(_model.Value, TinyModels.Data(20)).Chunk(2).ToArray();
        var (unlabeled, labeled) = (new Training.Data.TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens), new Training.Data.TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens));
        foreach (var (row, (text, _)) in texts.Index())
        {
            unlabeled.Add(text.AsMemory(), null);
            labeled.Add(text.AsMemory(), null, logits[row][0] > logits[row][1] ? 0 : 1);
        }

        Assert.That(Score(unlabeled).Hidden, Is.EqualTo(Score(labeled).Hidden));
        Assert.That(Score(unlabeled).Hidden, Is.All.Positive.And.Not.EqualTo(Score(TinyModels.Data(20)).Hidden));
    }

    private static UnitScores Score(Training.Data.TextDataset data, int rows = 512, int seed = 1, int threads = 2) =>
        new ImportancePass(_model.Value, new TrainingEnvironment(seed, threads)).Run(data, rows);

    private static double[] Slopes(GateKind kind, int place, int count)
    {
        var data = TinyModels.Data(7);
        var classifier = new GatedClassifier(_model.Value);
        return [.. Enumerable.Range(0, count).Select(i => Math.Abs(classifier.Slope(new GatedUnit(kind, place, i), TinyModels.Batch(data), data.Labels.ToArray())))];
    }

    private static double[] Add(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x + y)];

    private static void AssertEqual(double[] scores, double[] expected, string what)
    {
        var deviation = Deviation.Relative([.. scores.Select(score => (float)score)], [.. expected.Select(slope => (float)slope)]);
        TestContext.Out.WriteLine($"{what}: relative deviation {deviation:0.0e+0}");
        Assert.That(deviation, Is.LessThan(Tolerance), what);
    }
}
