using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Tests.Importance;

namespace MLNet.Compression.Training.Tests.Removal.Measures;

/// <summary>The scores against derivatives of the loss in double precision, by finite differences of a gate at each unit.</summary>
public class ImportanceScoresTests
{
    private const double Tolerance = 5e-6;
    private const int Rows = 7;

    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 8, heads: 2, feedForward: 6);
    private static readonly TextDataset _data = TinyModels.Data(Rows);

    [Test]
    public void ScoresOf_Heads_AreTheSlopesOfTheirGates()
    {
        var scores = Scores(Model(), PruningUnit.Heads);

        for (var layer = 0; layer < 2; layer++)
        {
            AssertEqual(scores[layer], Slopes(GateKind.Head, layer, 2), $"heads of layer {layer}");
        }
    }

    [Test]
    public void ScoresOf_Neurons_AreTheSlopesBeforeAndBehindTheFunction()
    {
        var scores = Scores(Model(), PruningUnit.Neurons);

        for (var layer = 0; layer < 2; layer++)
        {
            AssertEqual(scores[layer], [.. Slopes(GateKind.Incoming, layer, 6).Zip(Slopes(GateKind.Outgoing, layer, 6), (a, b) => a + b)], $"neurons of layer {layer}");
        }
    }

    [Test]
    public void ScoresOf_ColumnsOfOutputs_AreTheSlopesOfTheirInputs()
    {
        var scores = Scores(Model(), PruningUnit.Columns);

        for (var layer = 0; layer < 2; layer++)
        {
            AssertEqual(scores[(4 * layer) + 1], Slopes(GateKind.Passing, layer, 8), $"attention output of layer {layer}");
            AssertEqual(scores[(4 * layer) + 3], Slopes(GateKind.Outgoing, layer, 6), $"second matrix of layer {layer}");
        }
    }

    /// <remarks>The scores of a model whose second head is masked are those of one that lost that head's columns.</remarks>
    [Test]
    public void ScoresOf_MaskedUnits_AreThoseOfTheModelWithoutThem()
    {
        var masked = new MeasuredModel(Model(), PruningUnit.Heads, PruningMeasure.Importance(), _data);
        masked.Groups[0].Renew([true, false]);
        var model = Model();
        var output = model.Encoder.Layers[0].Attention.Output.Weight;
        for (var row = 0; row < output.Rows; row++)
        {
            output.Value.RowSpan(row)[4..].Clear();
        }

        var (scores, expected) = (masked.Scores(), Scores(model, PruningUnit.Heads));

        Assert.That(scores[0][0], Is.EqualTo(expected[0][0]));
        Assert.That(scores[1], Is.EqualTo(expected[1]));
        Assert.That(scores[1], Is.Not.EqualTo(Scores(Model(), PruningUnit.Heads)[1]));
    }

    [Test]
    public void ScoresOf_SelfSupervisedUnchangedModel_AreThoseOfThePredictedClass()
    {
        var logits = TinyModels.Logits(Model(), _data).Chunk(2).ToArray();
        var labeled = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (row, (text, _)) in TinyModels.Texts(Rows).Index())
        {
            labeled.Add(text.AsMemory(), null, logits[row][0] > logits[row][1] ? 0 : 1);
        }

        var expected = new MeasuredModel(Model(), PruningUnit.Heads, PruningMeasure.Importance(), labeled).Scores();
        var scores = Scores(Model(), PruningUnit.Heads, PruningMeasure.Importance(selfSupervised: true));

        Assert.That(scores, Is.EqualTo(expected));
        Assert.That(scores[0], Is.All.Positive);
    }

    /// <remarks>∂KL(t ‖ s) = Σ_c t_c ∂(−log s_c), row by row.</remarks>
    [Test]
    public void ScoresOf_SelfSupervisedChangedModel_AreTheSlopesOfTheDivergenceFromTheCopy()
    {
        var model = Model();
        var measured = new MeasuredModel(model, PruningUnit.Heads, PruningMeasure.Importance(selfSupervised: true), _data);
        var copied = TinyModels.Logits(model, _data).Chunk(2).Select(Softmax).ToArray();
        foreach (ref var value in model.Encoder.Layers[0].Intermediate.Weight.ValueSpan)
        {
            value *= -1.5f;
        }

        var scores = measured.Scores();

        var classifier = new GatedClassifier(model);
        for (var layer = 0; layer < 2; layer++)
        {
            var slopes = Enumerable.Range(0, 2).Select(head => Math.Abs(Enumerable.Range(0, Rows).Average(row => Enumerable.Range(0, 2)
                .Sum(label => copied[row][label] * classifier.Slope(new GatedUnit(GateKind.Head, layer, head), Single(row), [label])))));
            AssertEqual(scores[layer], [.. slopes], $"heads of layer {layer}", 5e-5);
        }
    }

    /// <remarks>Three batches of one text repeated have the same mean gradient each.</remarks>
    [Test]
    public void ScoresOf_SeveralBatches_AreSumsOfAbsoluteValues()
    {
        var (text, label) = TinyModels.Texts(1)[0];
        var (one, many) = (new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens), new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens));
        one.Add(text.AsMemory(), null, label);
        foreach (var _ in Enumerable.Range(0, 70))
        {
            many.Add(text.AsMemory(), null, label);
        }

        var scores = new MeasuredModel(Model(), PruningUnit.Neurons, PruningMeasure.Importance(), many).Scores()[0];
        var single = new MeasuredModel(Model(), PruningUnit.Neurons, PruningMeasure.Importance(), one).Scores()[0];

        AssertEqual(scores, [.. single.Select(score => 3 * score)], "three batches");
    }

    [Test]
    public void ScoresOf_OtherSteps_LookAtOtherSamples()
    {
        var measured = new MeasuredModel(Model(), PruningUnit.Heads, PruningMeasure.Importance(rows: 4), TinyModels.Data(40));

        var scores = measured.Scores(step: 3);

        Assert.That(measured.Scores(step: 7), Is.Not.EqualTo(scores));
        Assert.That(measured.Scores(step: 3), Is.EqualTo(scores));
    }

    [Test]
    public void ScoresOf_AnyNumberOfThreads_AreTheSameBits() => Assert.That(
        new MeasuredModel(Model(), PruningUnit.Weights, PruningMeasure.Importance(), TinyModels.Data(48), threads: 3).Scores(),
        Is.EqualTo(new MeasuredModel(Model(), PruningUnit.Weights, PruningMeasure.Importance(), TinyModels.Data(48), threads: 1).Scores()));

    [Test]
    public void ScoresOf_InTrainingWithoutStepsYet_AreThoseOfASample() => Assert.That(
        Scores(Model(), PruningUnit.Heads, PruningMeasure.RunningImportance()), Is.EqualTo(Scores(Model(), PruningUnit.Heads)));

    [Test]
    public void Importance_NoRows_IsRefused() => Assert.That(() => PruningMeasure.Importance(rows: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("at least one row"));

    private static TextModel Model() => TinyModels.CreateLively(_shape);

    private static double[][] Scores(TextModel model, PruningUnit unit, PruningMeasure? measure = null) =>
        new MeasuredModel(model, unit, measure ?? PruningMeasure.Importance(), _data).Scores();

    private static double[] Slopes(GateKind kind, int place, int count)
    {
        var classifier = new GatedClassifier(Model());
        return [.. Enumerable.Range(0, count).Select(i => Math.Abs(classifier.Slope(new GatedUnit(kind, place, i), TinyModels.Batch(_data), _data.Labels.ToArray())))];
    }

    private static TokenBatch Single(int row)
    {
        var batch = new TokenBatch();
        _data.CopyTo(batch, [row]);
        return batch;
    }

    private static double[] Softmax(float[] logits)
    {
        var logs = new double[logits.Length];
        LogSoftmax.Row(logits, 1, logs);
        return Array.ConvertAll(logs, Math.Exp);
    }

    private static void AssertEqual(double[] scores, double[] expected, string what, double tolerance = Tolerance)
    {
        var deviation = Deviation.Relative([.. scores.Select(score => (float)score)], [.. expected.Select(slope => (float)slope)]);
        TestContext.Out.WriteLine($"{what}: relative deviation {deviation:0.0e+0}");
        Assert.That(deviation, Is.LessThan(tolerance), what);
    }
}
