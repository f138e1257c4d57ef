using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Optimizers;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Loop;

public class TrainingLoopTests
{
    [Test]
    public void Run_LearnableTask_IsLearnt()
    {
        var (model, data) = (TinyModels.Create(), TinyModels.Data(128));
        var losses = new List<double>();
        var progress = new DirectProgress(report => losses.Add(report.Loss));

        FineTuning.Run(model, data, new FineTuningOptions { Epochs = 30, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 }, new TrainingEnvironment(1, 2, progress));

        Assert.That(losses[0], Is.EqualTo(Math.Log(2)).Within(0.05), "An untrained model knows nothing.");
        Assert.That(losses[^1], Is.LessThan(0.02));
        Assert.That(TinyModels.Accuracy(model, data), Is.EqualTo(1));
        Assert.That(TinyModels.Accuracy(model, TinyModels.Data(100, seed: 2)), Is.GreaterThan(0.9), "It learnt the task, not the rows.");
    }

    /// <remarks>With dropout, so that random masks take part.</remarks>
    [Test]
    public void Run_SameSeed_GivesTheSameBitsForAnyNumberOfThreads()
    {
        var one = Train(seed: 5, threads: 1);

        Assert.That(Train(seed: 5, threads: 2), Is.EqualTo(one));
        Assert.That(Train(seed: 5, threads: 3), Is.EqualTo(one));
        Assert.That(Train(seed: 6, threads: 1), Is.Not.EqualTo(one));
    }

    /// <remarks>A large ε keeps Adam from blowing rounding up.</remarks>
    [Test]
    public void Run_TwoHalfBatchesAStep_EqualOneWhole()
    {
        var (whole, halves) = (TinyModels.CreateLively(), TinyModels.CreateLively());
        var start = TinyModels.Weights(whole);
        var data = TinyModels.Data(72);
        var optimizer = new AdamWOptions { Epsilon = 0.1 };

        Run(Plan(whole, data) with { Optimizer = optimizer });
        Run(Plan(halves, data, batchSize: 16, accumulationSteps: 2) with { Optimizer = optimizer });

        var change = TinyModels.Weights(whole).Zip(start, (a, b) => a - b).ToArray();
        var otherChange = TinyModels.Weights(halves).Zip(start, (a, b) => a - b).ToArray();
        Assert.That(change.Max(Math.Abs), Is.GreaterThan(1e-3));
        Assert.That(Deviation.Relative(otherChange, change), Is.LessThan(1e-4));
    }

    [Test]
    public void Run_Cancelled_StopsWithinABatch()
    {
        using var source = new CancellationTokenSource();
        var counter = new StepCounter(step =>
        {
            if (step == 3)
            {
                source.Cancel();
            }
        });
        var environment = new TrainingEnvironment(1, 2, cancellationToken: source.Token);

        Assert.That(() => Run(Plan(TinyModels.Create(), TinyModels.Data(64), batchSize: 8) with { Callbacks = [counter] }, environment), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(counter.Last, Is.EqualTo(3));
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Run_CancelledBetweenBatchesOfAStep_ChangesNothing()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var model = TinyModels.Create();
        var weights = TinyModels.Weights(model);

        Assert.That(() => Run(Plan(model, TinyModels.Data(64)), new TrainingEnvironment(1, 2, cancellationToken: source.Token)), Throws.InstanceOf<OperationCanceledException>());

        Assert.That(TinyModels.Weights(model), Is.EqualTo(weights));
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    public void Run_LossNotFinite_ThrowsNamingStepAndRate(float weight)
    {
        var model = TinyModels.Create();
        model.Head.Classifier!.Weight.ValueSpan.Fill(weight);
        var environment = new TrainingEnvironment(1, 2);

        Assert.That(
            () => Run(Plan(model, TinyModels.Data(64)), environment),
            Throws.TypeOf<TrainingDivergedException>().With.Property(nameof(TrainingDivergedException.Step)).Zero.And.Message.Contains("learning rate"));
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Run_Finished_GivesAllMemoryBack()
    {
        var environment = new TrainingEnvironment(1, 2);

        Run(Plan(TinyModels.Create(), TinyModels.Data(64)), environment);

        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
        Assert.That(environment.Buffers.PeakBytesInUse, Is.Positive);
    }

    [Test]
    public void Run_Progress_EndsWithTheLastStep()
    {
        var reports = new List<TrainingProgress>();
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(reports.Add));

        Run(Plan(TinyModels.Create(), TinyModels.Data(40), batchSize: 16) with { Epochs = 2 }, environment);

        Assert.That(reports[0].Step, Is.EqualTo(1));
        Assert.That(reports[^1].IsFinal, Is.True);
        Assert.That(reports[^1].TotalSteps, Is.EqualTo(6));
        Assert.That(reports[^1].Epoch, Is.EqualTo(2));
        Assert.That(reports[^1].Terms.Single().Key, Is.EqualTo("labels"));
        Assert.That(reports[^1].Terms.Single().Value, Is.EqualTo(reports[^1].Loss).Within(1e-9));
        Assert.That(reports[^1].Remaining, Is.EqualTo(TimeSpan.Zero));
        Assert.That(reports, Is.All.Matches<TrainingProgress>(report => report.TokensPerSecond > 0));
    }

    [Test]
    public void Run_Callback_SeesEveryStep()
    {
        var counter = new StepCounter(_ => { });

        Run(Plan(TinyModels.Create(), TinyModels.Data(40), batchSize: 8, accumulationSteps: 2) with { Epochs = 2, Callbacks = [counter] });

        Assert.That(counter.Steps, Is.EqualTo(new long[] { 0, 1, 2, 3, 4, 5 }));
    }

    private static float[] Train(int seed, int threads)
    {
        var model = TinyModels.Create();
        var options = new FineTuningOptions { Epochs = 2, BatchSize = 16, LearningRate = 1e-3 };
        FineTuning.Run(model, TinyModels.Data(48), options, new TrainingEnvironment(seed, threads));
        return TinyModels.Weights(model);
    }

    private static TrainingPlan Plan(TextModel model, TextDataset data, int batchSize = 32, int accumulationSteps = 1) => StagePlan.For(
        "test",
        model,
        data,
        new TrainingOptions { Epochs = 1, BatchSize = batchSize, AccumulationSteps = accumulationSteps, LearningRate = 1e-2, WarmupShare = 0, Dropout = 0, AttentionDropout = 0 },
        new Objective([new WeightedTerm(new HardLabels(), 1)]));

    private static void Run(TrainingPlan plan, TrainingEnvironment? environment = null) => new TrainingLoop(plan, environment ?? new TrainingEnvironment(1, 2)).Run();
}
