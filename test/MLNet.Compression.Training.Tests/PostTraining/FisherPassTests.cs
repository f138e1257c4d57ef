using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.PostTraining;
using MLNet.Compression.Training.Tasks;
using MLNet.Compression.Training.Tests.Importance;

namespace MLNet.Compression.Training.Tests.PostTraining;

/// <summary>Slopes of each sequence's loss against derivatives in double precision, by finite differences of a gate at each unit.</summary>
public class FisherPassTests
{
    private const double Tolerance = 5e-6;
    private const int Rows = 40;

    private static PassMeter Meter => new("prune", batches: 0, progress: null);

    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 8, heads: 2, feedForward: 6);
    private static readonly Lazy<TextModel> _model = new(() => TinyModels.CreateLively(_shape));

    [Test]
    public void Run_Labels_GivesTheSlopesOfEachSequencesLoss()
    {
        var data = TinyModels.Data(Rows);
        var slopes = Run(useLabels: true, data);

        foreach (var (row, place) in Order(data).Index().Where(row => row.Index % 9 == 0))
        {
            for (var i = 0; i < slopes.Count; i++)
            {
                AssertEqual(slopes[i].OfRow(row), Slopes(i, slopes[i].Units, data, place, data.Labels[place]), $"row {row}, sub-layer {i}");
            }
        }
    }

    /// <remarks>Of two classes the random gradient is (v, −v), and v (z'₀ − z'₁) = −v L'₀ / p₁, where L₀ is the loss of class 0.</remarks>
    [Test]
    public void Run_OwnPredictions_GivesTheSlopesAlongTheNoise()
    {
        var data = TinyModels.Data(Rows);
        var slopes = Run(useLabels: false, data);
        var logits = TinyModels.Logits(_model.Value, data).Chunk(2).ToArray();
        var (sample, batch) = (new RowSample(data, Rows, seed: 1), new TrainingBatch());
        sample.Fill(batch, number: 0, seed: 1);

        foreach (var (row, place) in batch.Segments[0].Rows.Index().Where(row => row.Index % 9 == 0))
        {
            var noise = new double[2];
            SoftmaxNoise.Draw(logits[place], new SeededRandom(batch.Seed, (ulong)row), noise);
            var probability = 1 / (1 + Math.Exp(logits[place][0] - logits[place][1]));
            for (var i = 0; i < slopes.Count; i++)
            {
                double[] expected = [.. Slopes(i, slopes[i].Units, data, place, label: 0).Select(slope => -noise[0] * slope / probability)];
                AssertEqual(slopes[i].OfRow(row), expected, $"row {row}, sub-layer {i}");
            }
        }
    }

    [Test]
    public void FisherDiagonal_OfSlopes_IsTheDiagonalOfTheBlock()
    {
        foreach (var slopes in Run(useLabels: true, TinyModels.Data(Rows)))
        {
            var block = slopes.FisherBlock(new Runtime.Memory.BufferPool(), new Runtime.Kernels.WorkerPool(2));
            for (var i = 0; i < slopes.Units; i++)
            {
                for (var j = 0; j < slopes.Units; j++)
                {
                    var expected = Enumerable.Range(0, Rows).Sum(row => (double)slopes.OfRow(row)[i] * slopes.OfRow(row)[j]);
                    Assert.That(block[i][j], Is.EqualTo(expected).Within(1e-5 * Math.Sqrt(slopes.FisherDiagonal()[i] * slopes.FisherDiagonal()[j])));
                }

                Assert.That(slopes.FisherDiagonal()[i], Is.Positive.And.EqualTo(block[i][i]).Within(1e-4).Percent);
            }
        }
    }

    [Test]
    public void Run_AnyNumberOfThreads_GivesTheSameBits()
    {
        foreach (var useLabels in new[] { true, false })
        {
            var expected = Run(useLabels, TinyModels.Data(Rows), threads: 1);
            foreach (var (one, three) in expected.Zip(Run(useLabels, TinyModels.Data(Rows), threads: 3)))
            {
                Assert.That(three.FisherDiagonal(), Is.EqualTo(one.FisherDiagonal()));
            }
        }
    }

    [Test]
    public void Run_Model_StaysAsItIs()
    {
        var model = TinyModels.CreateLively(_shape);
        var (weights, environment) = (TinyModels.Weights(model), new TrainingEnvironment(1));

        new FisherPass(model, SubLayers.Of(model), useLabels: true, environment).Run(new RowSample(TinyModels.Data(8), 8, seed: 1), Meter);

        Assert.That(TinyModels.Weights(model), Is.EqualTo(weights));
        Assert.That(model.Parameters.Where(parameter => parameter.HasGradient || parameter.UsedRows?.Count > 0), Is.Empty);
        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Run_Cancelled_TakesTheGatesAway()
    {
        var model = TinyModels.CreateLively(_shape);
        var environment = new TrainingEnvironment(1, 1, null, new CancellationToken(canceled: true));

        Assert.That(
            () => new FisherPass(model, SubLayers.Of(model), useLabels: true, environment).Run(new RowSample(TinyModels.Data(8), 8, seed: 1), Meter),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(model.Linears.Select(linear => linear.InputParametrization), Is.All.Null);
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    private static IReadOnlyList<UnitSlopes> Run(bool useLabels, TextDataset data, int threads = 2) =>
        new FisherPass(_model.Value, SubLayers.Of(_model.Value), useLabels, new TrainingEnvironment(1, threads)).Run(new RowSample(data, Rows, seed: 1), Meter);

    /// <summary>The rows of the data set in the order of the sample.</summary>
    private static int[] Order(TextDataset data)
    {
        var (sample, batch, rows) = (new RowSample(data, Rows, seed: 1), new TrainingBatch(), new List<int>());
        for (var number = 0; number < sample.Batches; number++)
        {
            sample.Fill(batch, number, seed: 1);
            rows.AddRange(batch.Segments[0].Rows);
        }

        return [.. rows];
    }

    private static double[] Slopes(int subLayer, int units, TextDataset data, int row, int label)
    {
        var (classifier, batch) = (new GatedClassifier(_model.Value), new TokenBatch());
        data.CopyTo(batch, [row]);
        var kind = subLayer % 2 == 0 ? GateKind.Head : GateKind.Outgoing;
        return [.. Enumerable.Range(0, units).Select(unit => classifier.Slope(new GatedUnit(kind, subLayer / 2, unit), batch, [label]))];
    }

    private static void AssertEqual(ReadOnlySpan<float> slopes, double[] expected, string what) =>
        Assert.That(Deviation.Relative(slopes, [.. expected.Select(slope => (float)slope)], smallest: 1e-3), Is.LessThan(Tolerance), what);
}
