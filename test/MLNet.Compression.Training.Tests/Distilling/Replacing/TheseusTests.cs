using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Distilling.Replacing;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Autograd.Operations;
using MLNet.Compression.Training.Tests.Loop;

namespace MLNet.Compression.Training.Tests.Distilling.Replacing;

/// <summary>Runs of the recipe.</summary>
public class TheseusTests
{
    private static readonly BertShape _small = TinyModels.ShapeOf(layers: 2, hidden: 32, heads: 2, feedForward: 64);
    private static readonly Lazy<TextModel> _teacher = new(TrainTeacher);

    private static readonly ModuleReplacing[] _kinds = [ModuleReplacing.ByCoin(Schedule.Linear(0.3, 1)), ModuleReplacing.Blend(Schedule.Linear(0.1, 1))];

    /// <remarks>Two stages of two steps each, so that AdamW's means, the falling rate and both routes have a say in the result.</remarks>
    [Test]
    public void Run_TwoStepsAStage_EqualAdamWOnFiniteDifferences([Values] bool blends)
    {
        const int Seed = 5;
        var recipe = DistillationRecipe.Theseus(blends ? ModuleReplacing.Blend(Schedule.Linear(0.2, 1)) : ModuleReplacing.ByCoin(0.5));
        var predecessor = Hybrids.Predecessor();
        var student = TinyModels.Create(Hybrids.SuccessorShape);
        var start = TinyModels.Create(Hybrids.SuccessorShape);
        Distillation.Run(predecessor, start, Hybrids.Data, Options(recipe, epochs: 4, rate: 1e-300), new TrainingEnvironment(Seed, 2));
        var reference = new HybridReference(start, Hybrids.Groups(predecessor));
        var values = reference.Values();

        Distillation.Run(predecessor, student, Hybrids.Data, Options(recipe, epochs: 4, rate: 1e-2), new TrainingEnvironment(Seed, 2));

        var optimizers = Train(reference, values, start, predecessor, recipe, Seed);
        var compared = 0;
        for (var place = 0; place < student.Parameters.Count; place++)
        {
            var actual = student.Parameters[place].ValueSpan.ToArray();
            foreach (var i in Enumerable.Range(0, actual.Length).Where(i => optimizers.TrueForAll(optimizer => optimizer.IsClear(place, i))))
            {
                Assert.That(actual[i], Is.EqualTo(values[place][i]).Within(2e-5), $"{student.Parameters[place].Name}[{i}]");
                compared++;
            }
        }

        Assert.That(compared, Is.GreaterThan(0.5 * start.Encoder.Layers.Sum(layer => layer.Parameters.Sum(parameter => parameter.Count))));
    }

    [Test]
    public void Run_FirstStage_ChangesTheStudentsLayersAlone([Range(0, 1)] int kind)
    {
        var recipe = DistillationRecipe.Theseus(_kinds[kind]);
        recipe = recipe with { Stages = [recipe.Stages[0]] };
        var teacher = _teacher.Value;
        var (before, student) = (TinyModels.Weights(teacher), TinyModels.Create(_small, seed: 3));
        var start = TinyModels.Create(_small, seed: 3);
        Distillation.Run(teacher, start, TinyModels.Data(32), Options(recipe, epochs: 1, rate: 1e-300), new TrainingEnvironment(1));

        Distillation.Run(teacher, student, TinyModels.Data(32), Options(recipe, epochs: 2, rate: 3e-3), new TrainingEnvironment(1));

        Assert.That(TinyModels.Weights(teacher), Is.EqualTo(before), "The teacher does not change.");
        foreach (var (own, others) in student.ParametersBesideLayers.Zip(teacher.ParametersBesideLayers))
        {
            Assert.That(own.ValueSpan.ToArray(), Is.EqualTo(others.ValueSpan.ToArray()), own.Name);
        }

        foreach (var (own, first) in student.Encoder.Parameters.Except(student.Encoder.Embeddings.Parameters).Zip(start.Encoder.Parameters.Except(start.Encoder.Embeddings.Parameters)))
        {
            Assert.That(own.ValueSpan.ToArray(), Is.Not.EqualTo(first.ValueSpan.ToArray()), own.Name);
        }
    }

    [Test]
    public void Run_SecondStage_ChangesEmbeddingsAndHeadToo()
    {
        var student = TinyModels.Create(_small, seed: 3);

        Distillation.Run(_teacher.Value, student, TinyModels.Data(32), Options(DistillationRecipe.Theseus(), epochs: 4, rate: 3e-3), new TrainingEnvironment(1));

        Assert.That(student.Encoder.Embeddings.Words.ValueSpan.ToArray(), Is.Not.EqualTo(_teacher.Value.Encoder.Embeddings.Words.ValueSpan.ToArray()));
        Assert.That(student.Head.Classifier!.Weight.ValueSpan.ToArray(), Is.Not.EqualTo(_teacher.Value.Head.Classifier!.Weight.ValueSpan.ToArray()));
    }

    [Test]
    public void Run_Recipe_LearnsTheTask([Range(0, 1)] int kind)
    {
        var student = TinyModels.Create(_small, seed: 3);

        Distillation.Run(_teacher.Value, student, TinyModels.Data(128), Options(DistillationRecipe.Theseus(_kinds[kind]), epochs: 12, rate: 3e-3), new TrainingEnvironment(1));

        Assert.That(TinyModels.Accuracy(student, TinyModels.Data(128)), Is.GreaterThan(0.97));
    }

    /// <remarks>With next to no replacing, and a rate too small to move a weight, the loss in training is the teacher's and that of the evaluation the student's.</remarks>
    [Test]
    public void Run_Validation_MeasuresTheStudentByItself()
    {
        var recipe = DistillationRecipe.Theseus(ModuleReplacing.ByCoin(Schedule.Linear(0, 1e-9)));
        recipe = recipe with { Stages = [recipe.Stages[0]] };
        var (student, data, reports) = (TinyModels.Create(_small, seed: 3), TinyModels.Data(16), new List<TrainingProgress>());
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(reports.Add)) { Validation = new ValidationData(data) };

        Distillation.Run(_teacher.Value, student, data, Options(recipe, epochs: 1, rate: 1e-300), environment);

        var (own, others) = (Loss(student, data), Loss(_teacher.Value, data));
        Assert.That(own, Is.Not.EqualTo(others).Within(1e-3));
        Assert.That(reports[^1].Loss, Is.EqualTo(others).Within(1e-6));
        Assert.That(reports[^1].Validation!.Loss, Is.EqualTo(own).Within(1e-6));
    }

    [Test]
    public void Run_AnyThreads_GivesTheSameBits([Range(0, 1)] int kind)
    {
        float[] Train(int threads)
        {
            var student = TinyModels.Create(_small, seed: 3);
            var options = Options(DistillationRecipe.Theseus(_kinds[kind]), epochs: 4, rate: 3e-3);
            (options.Dropout, options.AttentionDropout, options.AccumulationSteps) = (0.1, 0.1, 2);
            Distillation.Run(_teacher.Value, student, TinyModels.Data(40), options, new TrainingEnvironment(1, threads));
            return TinyModels.Weights(student);
        }

        Assert.That(Train(3), Is.EqualTo(Train(1)));
    }

    private static double Loss(TextModel model, TextDataset data) =>
        data.Labels.ToArray().Zip(TinyModels.Logits(model, data).Chunk(2), (label, logits) => -Math.Log(Equations.Softmax([.. logits.Select(logit => (double)logit)])[label])).Average();

    /// <summary>AdamW as its paper has it, on the gradient of the reference.</summary>
    private static List<ReferenceAdamW> Train(HybridReference reference, double[][] values, TextModel start, TextModel predecessor, DistillationRecipe recipe, int seed)
    {
        var (batch, labels) = (TinyModels.Batch(Hybrids.Data), Hybrids.Data.Labels.ToArray());
        var frozen = start.ParametersBesideLayers.ToHashSet();
        var optimizers = new List<ReferenceAdamW>();
        foreach (var stage in recipe.Stages)
        {
            var stageSeed = stage.Name.Aggregate((ulong)seed, (sum, letter) => SeededRandom.Combine(sum, letter));
            var route = stage.Replacing is { } replacing ? new ReplacingRoute(replacing, start, predecessor) : null;
            var adam = new ReferenceAdamW();
            optimizers.Add(adam);
            for (var step = 0; step < 2; step++)
            {
                var shares = Shares(stage, route, new StepPosition(step, 2), stageSeed);
                double Loss(double[][] weights) => reference.Loss(weights, batch, labels, shares);
                var learns = Enumerable.Range(0, start.Parameters.Count)
                    .Where(i => (stage.Learns == LearningParts.All || !frozen.Contains(start.Parameters[i])) && IsUsed(start.Parameters[i], start, shares));
                adam.Step(values, learns.ToDictionary(i => i, i => FiniteDifferences.Of(values, i, Loss)), reference.Parameters, 1e-2 * stage.RateFactor!.At(step, 2));
            }
        }

        return optimizers;
    }

    private static double[] Shares(DistillationStage stage, ReplacingRoute? route, StepPosition position, ulong seed)
    {
        if (route is null)
        {
            return [1, 1];
        }

        var rate = stage.Replacing!.Rate.At(position);
        return stage.Replacing is BlendReplacing ? [rate, rate] : [.. route.At(position, seed).Select(module => module is null ? 1.0 : 0)];
    }

    private static bool IsUsed(Parameter parameter, TextModel model, double[] shares) =>
        !model.Encoder.Layers.Where((layer, i) => shares[i] == 0 && layer.Parameters.Contains(parameter)).Any();

    private static DistillationOptions Options(DistillationRecipe recipe, int epochs, double rate) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        LearningRate = rate,
        Dropout = 0,
        AttentionDropout = 0,
        Recipe = recipe,
        DenseEmbeddingUpdates = true,
    };

    private static TextModel TrainTeacher()
    {
        var teacher = TinyModels.Create(TinyModels.ShapeOf(layers: 4, hidden: 32, heads: 2, feedForward: 64));
        var options = new FineTuningOptions { Epochs = 30, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 };
        FineTuning.Run(teacher, TinyModels.Data(128), options, new TrainingEnvironment(1));
        return teacher;
    }
}
