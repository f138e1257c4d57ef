using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.Tests.Resuming;

namespace MLNet.Compression.Training.Tests.Loop;

public class DivergenceTests
{
    private const int TotalSteps = 40;

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "Infinity")]
    public void Run_LossNotFinite_KeepsTheLastGoodWeightsAndSaysWhatToTry(double fault, string shown)
    {
        var model = TinyModels.Create();

        var problem = Assert.Throws<TrainingDivergedException>(() => Run(model, new Faulty(fault)))!;

        Assert.That(problem.Step, Is.EqualTo(Faulty.AtStep));
        Assert.That(problem.Message, Does.Contain($"became {shown} at step 13 with learning rate").And.Contain("WarmupShare").And.Contain("RetriesOnDivergence"));
        Assert.That(TinyModels.Weights(model), Is.EqualTo(After(Faulty.AtStep)));
    }

    [Test]
    public void Run_LossGrows_GoesBackToTheLastCheckpointAndStops()
    {
        using var temporary = new TemporaryFolder();
        var model = TinyModels.Create();

        Assert.That(
            () => Run(model, new Faulty(1e6), folder: temporary.Path),
            Throws.TypeOf<TrainingDivergedException>().With.Message.Contains("the loss grew to").And.Message.Contains("the limit is 50"));

        Assert.That(TinyModels.Weights(model), Is.EqualTo(After(12)), "The state after step 12 was written, and none that is worse.");
    }

    [Test]
    public void Run_LearningRateMuchTooHigh_StopsByItself() =>
        Assert.That(() => Run(TinyModels.Create(), new Faulty(0), learningRate: 1000), Throws.TypeOf<TrainingDivergedException>());

    [Test]
    public void Run_LearningRateMuchTooHighWithRetries_FindsOneThatWorks()
    {
        var model = TinyModels.Create();
        var notices = new List<string>();

        Run(model, new Faulty(0), retries: 30, learningRate: 1000, environment: new TrainingEnvironment(1, 2) { Log = notices.Add });

        Assert.That(notices, Is.Not.Empty);
        Assert.That(TinyModels.Weights(model), Is.All.Matches<float>(float.IsFinite));
    }

    [TestCase(double.NaN)]
    [TestCase(1e6)]
    public void Run_Retries_GoesBackAndHalvesTheRate(double fault)
    {
        var notices = new List<string>();
        var reports = new List<TrainingProgress>();

        Run(
            TinyModels.Create(), new Faulty(fault, times: 2), retries: 2, environment: new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)) { Log = notices.Add });

        Assert.That(notices, Has.Count.EqualTo(2));
        Assert.That(notices[0], Does.Contain("Went back to step 12 with 0.5 of the learning rate"));
        Assert.That(notices[1], Does.Contain("Went back to step 12 with 0.25 of the learning rate"));
        Assert.That(reports[^1].LearningRate, Is.EqualTo(0.25 * 1e-3 / TotalSteps).Within(1e-12), "The last step of the decay, at a quarter.");
    }

    [Test]
    public void Run_MoreFaultsThanRetries_Stops() =>
        Assert.That(() => Run(TinyModels.Create(), new Faulty(double.NaN), retries: 3), Throws.TypeOf<TrainingDivergedException>());

    /// <remarks>Each life makes one step. Good states come from files, where the uninterrupted run has them in memory.</remarks>
    [Test]
    public void Run_RetriesAndInterruptions_EndsWithTheSameBits()
    {
        using var temporary = new TemporaryFolder();
        var (expected, model) = (TinyModels.Create(), TinyModels.Create());
        Run(expected, new Faulty(1e6, times: 2), retries: 5);
        var faulty = new Faulty(1e6, times: 2);

        var lives = Lives.OneStepEach(environment =>
        {
            model = TinyModels.Create();
            Run(model, faulty, retries: 5, folder: temporary.Path, environment: environment);
        });

        Assert.That(lives, Is.GreaterThanOrEqualTo(TotalSteps));
        Assert.That(TinyModels.Weights(model), Is.EqualTo(TinyModels.Weights(expected)));
        Assert.That(TinyModels.Weights(expected), Is.Not.EqualTo(After(TotalSteps)), "The lower rate made a difference.");
    }

    /// <summary>The weights after some steps without faults.</summary>
    private static float[] After(int steps)
    {
        var model = TinyModels.Create();
        using var source = new CancellationTokenSource();
        var stop = new StepCounter(step =>
        {
            if (step == steps)
            {
                source.Cancel();
            }
        });
        try
        {
            Run(model, new Faulty(0), environment: new TrainingEnvironment(1, 2, cancellationToken: source.Token), callback: stop);
        }
        catch (OperationCanceledException)
        {
            Assert.That(stop.Last, Is.EqualTo(steps));
        }

        return TinyModels.Weights(model);
    }

    private static void Run(
        TextModel model,
        Faulty term,
        int retries = 0,
        double learningRate = 1e-3,
        string? folder = null,
        TrainingEnvironment? environment = null,
        IStepCallback? callback = null)
    {
        var options = new TrainingOptions { Epochs = 5, BatchSize = 8, LearningRate = learningRate, WarmupShare = 0, RetriesOnDivergence = retries };
        var plan = StagePlan.For("test", model, TinyModels.Data(64), options, new Objective([new(new HardLabels(), 1), new(term, 1)])) with
        {
            Callbacks = [new StepCounter(step => term.Step = step), .. callback is null ? Array.Empty<IStepCallback>() : [callback]],
            Resume = folder is null ? null : new ResumeSettings(folder, EverySteps: 4, TimeSpan.FromDays(1)),
        };
        new TrainingLoop(plan, environment ?? new TrainingEnvironment(1, 2)).Run();
    }
}
