using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Blocks;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Removal;
using MLNet.Compression.Training.Resuming;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Loop;
using MLNet.Compression.Training.Tests.Removal;

namespace MLNet.Compression.Training.Tests.Resuming;

/// <summary>A run that is cancelled between the forward and the backward pass of a step goes on at that step as if it had not begun it.</summary>
public class BrokenOffStepTests
{
    [Test]
    public void Run_Codebooks_EndsWithTheSameBits() => Check((linear, _) => linear.Weight.Add(new CodebookWeights(Codebook.Linear(linear.Weight.ValueSpan, 8))));

    [Test]
    public void Run_LearnedSteps_EndsWithTheSameBits() => Check((linear, _) =>
    {
        linear.Weight.Add(new LearnedStep(linear.Name, bits: 3, signed: true));
        linear.InputParametrization = new LearnedStep(linear.Name + ".input", bits: 4, signed: true);
    });

    [Test]
    public void Run_Gates_EndsWithTheSameBits() =>
        Check((linear, grid) => linear.Weight.Add(new HardConcreteGates(linear.Weight.Name, grid, learningRateFactor: 30)));

    [Test]
    public void Run_ClippedActivations_EndsWithTheSameBits() => Check((linear, _) => linear.InputParametrization = new Pact(linear.Name, bits: 4, alpha: 2));

    private static readonly TestCaseData[] _measures =
    [
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.Movement()),
        new(PruningUnit.Neurons, PruningMeasure.Importance(rows: 16)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.RunningImportance(rows: 16)),
        new(PruningUnit.Heads, PruningMeasure.OutputNorm(rows: 16)),
        new(PruningUnit.Weights, PruningMeasure.SecondOrder(gradients: 4, fisherBlock: 8)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.Kronecker(rows: 16)),
        new(PruningUnit.Neurons, PruningMeasure.Gates()),
    ];

    [TestCaseSource(nameof(_measures))]
    public void Run_Pruning_EndsWithTheSameBits(PruningUnit unit, PruningMeasure measure) => Check(
        (_, _) => { },
        model => new Pruner([new MeasuredModel(model, unit, measure, TinyModels.Data(80)).Pruned(new CubicRamp(0.5, 0, 0.6), interval: 3)]));

    [Test]
    public void Run_FeaturesAndLayersLeftOutMidway_EndsWithTheSameBits() => Check((_, _) => { }, model => new StepCounter(step =>
    {
        model.KeptHidden = step == 2 ? new KeptFeatures([.. Enumerable.Range(0, model.Shape.HiddenSize).Select(feature => feature % 3 != 0)]) : model.KeptHidden;
        model.Encoder.SkippedLayers = step == 4 ? [0] : model.Encoder.SkippedLayers;
    }));

    private static void Check(Action<Linear, BlockGrid> parametrize, Func<TextModel, IStepCallback>? prune = null)
    {
        using var temporary = new TemporaryFolder();
        var expected = Train(parametrize, prune, null, breakAt: -1);
        float[]? weights = null;

        for (var life = 1; weights is null; life++)
        {
            Assert.That(life, Is.LessThan(40), "The run makes headway.");
            try
            {
                weights = Train(parametrize, prune, temporary.Path, breakAt: 3);
            }
            catch (OperationCanceledException)
            {
                Assert.That(Directory.GetFiles(temporary.Path, "saved*"), Is.Not.Empty);
            }
        }

        Assert.That(weights, Is.EqualTo(expected));
    }

    /// <summary>Two batches a step, so that every other break comes after a whole backward pass.</summary>
    private static float[] Train(Action<Linear, BlockGrid> parametrize, Func<TextModel, IStepCallback>? prune, string? folder, int breakAt)
    {
        using var source = new CancellationTokenSource();
        var model = TinyModels.CreateLively();
        foreach (var linear in Matrices(model))
        {
            parametrize(linear, new BlockGrid(linear.Weight.Rows, linear.Weight.Columns, BlockShape.Kernel));
        }

        var options = new TrainingOptions { Epochs = 2, BatchSize = 8, AccumulationSteps = 2, LearningRate = 3e-3 };
        var plan = StagePlan.For("test", model, TinyModels.Data(80), options, new Objective([new(new HardLabels(), 1), new(new Interruption(source, breakAt), 1)])) with
        {
            Callbacks = prune is null ? [] : [prune(model)],
            Resume = folder is null ? null : new ResumeSettings(folder, EverySteps: 0, TimeSpan.FromDays(1)),
        };
        new TrainingLoop(plan, new TrainingEnvironment(1, 2, cancellationToken: source.Token)).Run();
        return [.. model.TrainedParameters.SelectMany(parameter => parameter.ValueSpan.ToArray()), .. TinyModels.Logits(model, TinyModels.Data(16))];
    }

    private static IEnumerable<Linear> Matrices(TextModel model) => model.Encoder.Layers.SelectMany(layer => layer.Matrices);

    /// <summary>A term that is 0, and cancels the run when it is evaluated for the given time.</summary>
    private sealed class Interruption(CancellationTokenSource source, int breakAt) : ObjectiveTerm
    {
        private int _evaluations;

        public override string Name => "interruption";

        public override IEnumerable<Parameter> Parameters => [];

        public override double Evaluate(ObjectiveContext context, double weight)
        {
            if (_evaluations++ == breakAt)
            {
                source.Cancel();
            }

            return 0;
        }
    }
}
