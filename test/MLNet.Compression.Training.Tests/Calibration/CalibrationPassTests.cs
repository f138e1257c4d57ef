using MLNet.Compression.Training.Calibration;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.PostTraining;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Calibration;

/// <summary>Against recorders in forward passes of the whole model.</summary>
public class CalibrationPassTests
{
    private static IEnumerable<TestCaseData> Shapes =>
    [
        new TestCaseData(TinyModels.Shape).SetArgDisplayNames("layers of their own"),
        new TestCaseData(TinyModels.ShapeOf(3, 32, 2, 64).WithLayersOf(0, 0, 0)).SetArgDisplayNames("shared layers"),
        new TestCaseData(TinyModels.ShapeOf(3, 32, 2, 64) with { AttentionOfLayer = [0, 0, 2], FeedForwardOfLayer = [0, 1, 0] }).SetArgDisplayNames("shared halves"),
        new TestCaseData(TinyModels.Shape with { EmbeddingSize = 8 }).SetArgDisplayNames("narrow embeddings"),
        new TestCaseData(TinyModels.Shape with { Layers = [new LayerShape(0, 16, 64), new LayerShape(2, 16, 0)] }).SetArgDisplayNames("layers without halves"),
        new TestCaseData(TinyModels.StaticShape(8, 12)).SetArgDisplayNames("static"),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Run_EachLayer_GetsTheInputsOfTheModelRoundedSoFar(BertShape shape)
    {
        var (model, sample) = (shape.IsStatic ? TinyModels.CreateLively(shape) : TaggerOf(shape), new RowSample(TinyModels.Data(40), rows: 40, seed: 1, batchRows: 16));
        List<Linear> visited = [];

        Run(model, sample, (linear, inputs) =>
        {
            Assert.That(Flat(inputs), Is.EqualTo(Flat(Recorded(model, linear, sample))).Within(1e-4).Percent, linear.Name);
            visited.Add(linear);
            Array.ForEach(Enumerable.Range(0, (int)linear.Weight.Count).ToArray(), i => linear.Weight.ValueSpan[i] = MathF.Round(4 * linear.Weight.ValueSpan[i]) / 4);
        });

        Assert.That(visited, Is.EquivalentTo(model.Linears));
    }

    [Test]
    public void Run_HeadThatReadsTheMean_ShowsEachLayerAllTokens()
    {
        var (model, sample) = (TinyModels.CreateLively(TinyModels.Shape with { Pooler = PoolerKind.Mean }), new RowSample(TinyModels.Data(40), rows: 40, seed: 1, batchRows: 16));
        List<Linear> visited = [];

        Run(model, sample, (linear, inputs) =>
        {
            Assert.That(Flat(inputs), Is.EqualTo(Flat(Recorded(model, linear, sample))).Within(1e-4).Percent, linear.Name);
            visited.Add(linear);
        });

        Assert.That(visited, Is.EquivalentTo(model.Linears));
    }

    [Test]
    public void Run_HeadThatReadsFirstTokens_ShowsTheLastFeedForwardNetworkThoseAlone()
    {
        var (model, sample) = (TinyModels.CreateLively(), new RowSample(TinyModels.Data(10), rows: 10, seed: 1));
        var shown = new Dictionary<Linear, double[][]>();

        Run(model, sample, shown.Add);

        var batch = new TrainingBatch();
        sample.Fill(batch, 0);
        var tape = Passes.Inference();
        var outputs = model.Forward(tape, batch.Tokens, DropoutRates.None, OutputNeeds.OnlyLogits with { HiddenStates = [0] });
        var (last, attention) = (model.Encoder.Layers[1], model.Encoder.Layers[1].Attention);
        var states = attention.Forward(tape, outputs.HiddenStates[0]!, outputs.Layouts[1], DropoutRates.None, wantScores: false, wantQueryKeyValue: false).Hidden;
        float[][] first = [.. batch.Tokens.SequenceStarts[..^1].ToArray().Select(start => states.Value.RowSpan(start).ToArray())];
        double[][] expected = [.. Enumerable.Range(0, 32).Select(i => Enumerable.Range(0, 32).Select(j => first.Sum(row => (double)row[i] * row[j])).ToArray())];
        Assert.That(Flat(shown[last.Intermediate]), Is.EqualTo(Flat(expected)).Within(1e-4));
        Assert.That(Flat(shown[last.QueryKeyValue]), Is.EqualTo(Flat(Recorded(model, last.QueryKeyValue, sample))).Within(1e-4).Percent, "keys and values are of all tokens");
    }

    [Test]
    public void Run_Progress_ComesToItsEnd()
    {
        var (left, model) = (-1, TinyModels.CreateLively(TinyModels.ShapeOf(3, 32, 2, 64).WithLayersOf(0, 0, 0)));

        Run(model, new RowSample(TinyModels.Data(40), rows: 40, seed: 1, batchRows: 16), (_, _) => { }, new Loop.DirectProgress(progress => left = (int)(progress.TotalSteps - progress.Step)));

        Assert.That(left, Is.Zero);
    }

    private static void Run(TextModel model, RowSample sample, Action<Linear, double[][]> visit, IProgress<TrainingProgress>? progress = null)
    {
        var pass = new CalibrationPass(model, sample, new TrainingEnvironment(1));
        pass.Run(visit, new PassMeter("test", pass.Steps, progress, quiet: TimeSpan.Zero));
    }

    private static double[][] Recorded(TextModel model, Linear linear, RowSample sample)
    {
        var (sum, before) = (new ProductSum(linear.Weight.Columns, linear.Weight.Columns), linear.InputParametrization);
        linear.InputParametrization = new InputRecorder(before, sum);
        var (batch, tape) = (new TrainingBatch(), Passes.Inference());
        for (var number = 0; number < sample.Batches; number++)
        {
            sample.Fill(batch, number);
            model.Forward(tape, batch.Tokens, DropoutRates.None, OutputNeeds.OnlyLogits);
            tape.Clear();
        }

        linear.InputParametrization = before;
        return sum.Sums;
    }

    private static double[] Flat(double[][] rows) => [.. rows.SelectMany(row => row)];

    private static TextModel TaggerOf(BertShape shape)
    {
        var model = TextModelFactory.CreateRandom(shape, TinyModels.Tokenizer, ["a", "b", "c"], TinyModels.MaxTokens, seed: 1, HeadKind.Token);
        foreach (var parameter in model.Parameters)
        {
            Passes.Numbers((int)parameter.Count, seed: 1).CopyTo(parameter.ValueSpan);
            System.Numerics.Tensors.TensorPrimitives.Multiply(parameter.ValueSpan, 0.2f, parameter.ValueSpan);
        }

        return model;
    }
}
