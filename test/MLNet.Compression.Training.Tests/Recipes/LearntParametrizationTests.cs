using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Autograd.Operations;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Parametrizations;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Pruning;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>What a parametrisation learns beside the weight takes part in training.</summary>
public class LearntParametrizationTests
{
    [Test]
    public void Run_LearnedSteps_TrainsThemAndTheTask()
    {
        var model = PruningRunTests.Trained();
        var steps = new List<LearnedStep>();
        foreach (var linear in model.Encoder.Layers.SelectMany(layer => layer.Matrices))
        {
            steps.Add(new LearnedStep(linear.Name, bits: 3, signed: true));
            linear.Weight.Add(steps[^1]);
            steps.Add(new LearnedStep(linear.Name + ".input", bits: 4, signed: true));
            linear.InputParametrization = steps[^1];
        }

        TinyModels.Logits(model, TinyModels.Data(128));
        var start = steps.Select(step => step.Step.ValueSpan[0]).ToArray();
        Train(model);

        Assert.That(steps.Zip(start).Count(pair => pair.First.Step.ValueSpan[0] == pair.Second), Is.Zero, "Every step was trained.");
        Assert.That(TinyModels.Accuracy(model, TinyModels.Data(128)), Is.GreaterThan(0.95));
    }

    [Test]
    public void Run_TernaryWeights_LearnsTheTask() => TrainWith((_, _) => new Ternary(ScaleScope.Row));

    [Test]
    public void Run_BinaryWeights_LearnsTheTask() => TrainWith((_, _) => new Binary(ScaleScope.Row));

    [Test]
    public void Run_CodebookWeights_LearnsTheTask() => TrainWith((_, weight) => new CodebookWeights(Codebook.Linear(weight.ValueSpan, 8)));

    private static void TrainWith(Func<string, Training.Autograd.Parameter, Parametrization> make)
    {
        var model = PruningRunTests.Trained();
        foreach (var linear in model.Encoder.Layers.SelectMany(layer => layer.Matrices))
        {
            linear.Weight.Add(make(linear.Name, linear.Weight));
        }

        Train(model);

        Assert.That(TinyModels.Accuracy(model, TinyModels.Data(128)), Is.GreaterThan(0.95));
        var logits = TinyModels.Logits(model, TinyModels.Data(128));
        foreach (var parameter in model.Parameters)
        {
            parameter.ToStore().Values.CopyTo(parameter.ValueSpan);
            foreach (var parametrization in parameter.Parametrizations.ToArray())
            {
                parameter.Remove(parametrization);
            }
        }

        Assert.That(TinyModels.Logits(model, TinyModels.Data(128)), Is.EqualTo(logits), "What is stored is what the model computes with.");
    }

    private static void Train(TextModel model)
    {
        var options = new TrainingOptions { Epochs = 10, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };
        var objective = new Objective([new WeightedTerm(new HardLabels(), 1)]);
        new TrainingLoop(StagePlan.For("test", model, TinyModels.Data(128), options, objective), new TrainingEnvironment(1)).Run();
    }
}
