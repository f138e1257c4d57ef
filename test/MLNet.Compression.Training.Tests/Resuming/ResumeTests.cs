using MLNet.Compression.Runtime.Tests;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Tests.Resuming;

/// <summary>A run that is interrupted after every step, each time in a new life, ends with the bits of one that is not.</summary>
public class ResumeTests
{
    private static readonly TextDataset _data = TinyModels.Data(40);
    private static readonly TextDataset _unlabelled = Unlabelled();
    private static readonly Lazy<TextModel> _teacher = new(() => TinyModels.CreateLively(seed: 4));

    [Test]
    public void FineTuning_OneStepALife_EndsWithTheSameBits() => Check(6, (folder, environment) =>
    {
        var model = TinyModels.Create();
        FineTuning.Run(model, _data, Set(new FineTuningOptions { MaskedTokenShare = 0.2, AccumulationSteps = 2, LabelSmoothing = 0.1 }, folder), environment);
        return model;
    });

    [Test]
    public void FineTuning_DenseEmbeddings_EndsWithTheSameBits() => Check(10, (folder, environment) =>
    {
        var model = TinyModels.Create();
        FineTuning.Run(model, _data, Set(new FineTuningOptions { DenseEmbeddingUpdates = true }, folder), environment);
        return model;
    });

    private static readonly DistillationRecipe _twoStages = new(
        "test",
        new DistillationStage("distil layers", 1, new EmbeddingLoss(), new HiddenStateLoss(), new AttentionScoreLoss()),
        new DistillationStage("distil", 2, new EmbeddingLoss(), new HiddenStateLoss(), new AttentionScoreLoss(), new PredictionLoss(), new LabelLoss(0.5)));

    [Test]
    public void Distillation_TwoStagesOneStepALife_EndsWithTheSameBits() => Check(9, (folder, environment) =>
    {
        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 1, hidden: 16, heads: 2, feedForward: 32), seed: 3);
        Distillation.Run(_teacher.Value, student, _data, Set(new DistillationOptions { Recipe = _twoStages }, folder), environment);
        return student;
    });

    [Test]
    public void Distillation_HiddenTokensOneStepALife_EndsWithTheSameBits() => Check(8, (folder, environment) =>
    {
        var (teacher, student) = (LanguageModel(1), LanguageModel(3));
        Distillation.Run(teacher, student, _unlabelled, Set(new DistillationOptions { Recipe = DistillationRecipe.DistilBertGeneral }, folder), environment);
        return student;
    });

    [Test]
    public void Theseus_OneStepALife_EndsWithTheSameBits([Values] bool blends) => Check(5, (folder, environment) =>
    {
        var student = TinyModels.Create(TinyModels.ShapeOf(layers: 1, hidden: 32, heads: 2, feedForward: 64), seed: 3);
        var recipe = DistillationRecipe.Theseus(blends ? ModuleReplacing.Blend(Schedule.Linear(0, 1)) : ModuleReplacing.ByCoin(0.5));
        Distillation.Run(_teacher.Value, student, _data, Set(new DistillationOptions { Recipe = recipe, AccumulationSteps = 2 }, folder), environment);
        return student;
    });

    [Test]
    public void LanguageModelling_OneStepALife_EndsWithTheSameBits() => Check(6, (folder, environment) =>
    {
        var model = LanguageModel(1);
        LanguageModelling.Run(model, _unlabelled, Set(new LanguageModellingOptions { AccumulationSteps = 2, Masking = Masking.DistilBert }, folder), environment);
        return model;
    });

    [Test]
    public void BlockPruning_OneStepALife_EndsWithTheSameBits() => Check(10, (folder, environment) =>
    {
        var model = TinyModels.CreateLively();
        PruningRun.Run(model, _teacher.Value, _data, Set(new PruningOptions { MaskInterval = 3, GroupLassoWeight = 1e-3 }, folder), environment);
        return model;
    });

    private static readonly TestCaseData[] _measures =
    [
        new(PruningUnit.Heads, PruningMeasure.Importance(rows: 16)),
        new(PruningUnit.Neurons, PruningMeasure.Importance(rows: 16, selfSupervised: true)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.RunningImportance(rows: 16)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.SoftMovement()),
        new(PruningUnit.Heads, PruningMeasure.OutputNorm(rows: 16)),
        new(PruningUnit.Weights, PruningMeasure.SecondOrder(gradients: 4, fisherBlock: 8)),
        new(PruningUnit.Blocks(BlockShape.Kernel), PruningMeasure.Kronecker(rows: 16)),
        new(PruningUnit.Neurons, PruningMeasure.Gates()),
        new(PruningUnit.Structures, PruningMeasure.Gates()),
        new(PruningUnit.SubLayers, PruningMeasure.Importance(rows: 16)),
        new(PruningUnit.Layers, PruningMeasure.Importance(rows: 16)),
        new(PruningUnit.HiddenFeatures, PruningMeasure.SecondOrder(gradients: 4)),
    ];

    [TestCaseSource(nameof(_measures))]
    public void Pruning_OneStepALife_EndsWithTheSameBits(PruningUnit unit, PruningMeasure measure) => Check(10, (folder, environment) =>
    {
        var model = TinyModels.CreateLively();
        PruningRun.Run(model, _teacher.Value, _data, Set(new PruningOptions { Unit = unit, Measure = measure, Sparsity = 0.5, MaskInterval = 3 }, folder), environment);
        return model;
    });

    [Test]
    public void ThresholdPruning_OneStepALife_EndsWithTheSameBits() => Check(10, (folder, environment) =>
    {
        var model = TinyModels.CreateLively();
        PruningRun.Run(model, _teacher.Value, _data, Set(new PruningOptions { Measure = PruningMeasure.LargestWeight, Ramp = PruningRamp.Threshold(), MaskInterval = 1, GroupLassoWeight = 1e-3 }, folder), environment);
        return model;
    });

    [Test]
    public void QuantizationAwareTraining_OneStepALife_EndsWithTheSameBits() => CheckRounding(QuantizationScheme.Int8);

    [Test]
    public void QuantizationAwareTraining_LearntStepsOneStepALife_EndsWithTheSameBits() => CheckRounding(QuantizationScheme.LearnedStep(4));

    [Test]
    public void QuantizationAwareTraining_GroupsOneStepALife_EndsWithTheSameBits() => CheckRounding(QuantizationScheme.LearnedStep(4).InGroups(32));

    [Test]
    public void QuantizationAwareTraining_LossAwareTernaryOneStepALife_EndsWithTheSameBits() => CheckRounding(QuantizationScheme.LossAwareTernary);

    [Test]
    public void QuantizationAwareTraining_LossAwareBitsOneStepALife_EndsWithTheSameBits() => CheckRounding(QuantizationScheme.LossAware(3), QuantizationScheme.LossAware(4).InGroups(32));

    [Test]
    public void QuantizationAwareTraining_LossAwareCodebookOneStepALife_EndsWithTheSameBits() => CheckRounding(QuantizationScheme.LossAwareCodebook(8));

    [Test]
    public void QuantizationAwareTraining_ProductRowsOneStepALife_EndsWithTheSameBits() => CheckRounding(QuantizationScheme.Int8, QuantizationScheme.ProductRows(parts: 8, bits: 3));

    [Test]
    public void QuantizationAwareTraining_LearntClipsOneStepALife_EndsWithTheSameBits() => CheckRounding(
        QuantizationScheme.LearnedStep(4).WithActivations(ActivationScheme.LearnedClip(4)), QuantizationScheme.Int8);

    /// <remarks>Four stages, the third of which splits.</remarks>
    [Test]
    public void QuantizationAwareTraining_BinaryBertOneStepALife_EndsWithTheSameBits() => Check(10, (folder, environment) =>
    {
        var model = TinyModels.CreateLively();
        model.Encoder.Layers[0].Matrices.First().Weight.ValueSpan[..64].Clear();
        using var run = new QuantizationRun(model, QuantizationPlan.BinaryBert);
        var options = Set(QuantizationOptions.BinaryBert(), folder);
        options.Epochs = 8;
        run.Train(null, _data, options, environment);
        return model;
    });

    private static readonly TestCaseData[] _joint =
    [
        new(QuantizationPlan.Int8, PruningMeasure.Magnitude),
        new(QuantizationPlan.Mixed.WithActivations(ActivationScheme.LearnedClip()), PruningMeasure.SoftMovement()),
        new(QuantizationPlan.TernaryBert, PruningMeasure.OutputNorm(rows: 16)),
    ];

    [TestCaseSource(nameof(_joint))]
    public void PruningWithRounding_OneStepALife_EndsWithTheSameBits(QuantizationPlan plan, PruningMeasure measure) => Check(10, (folder, environment) =>
    {
        var model = TinyModels.CreateLively();
        model.Encoder.Layers[0].Matrices.First().Weight.ValueSpan[..64].Clear();
        using var run = new QuantizationRun(model, plan);
        run.PruneAndTrain(_teacher.Value, _data, new PruningOptions { Measure = measure, Sparsity = 0.5, MaskInterval = 3 }, Set(new QuantizationOptions(), folder), environment);
        return model;
    });

    private static void CheckRounding(QuantizationScheme quantizer, QuantizationScheme? tables = null) => Check(10, (folder, environment) =>
    {
        var model = TinyModels.CreateLively();
        model.Encoder.Layers[0].Matrices.First().Weight.ValueSpan[..64].Clear();
        using var run = new QuantizationRun(model, QuantizationPlan.Of(quantizer, tables ?? quantizer));
        run.Train(null, _data, Set(new QuantizationOptions { Epochs = 2 }, folder), environment);
        return model;
    });

    [Test]
    public void FineTuning_NewestStateDamaged_EndsWithTheSameBits()
    {
        var random = new Random(5);
        using var temporary = new TemporaryFolder();
        var expected = TinyModels.Weights(Train(null, new TrainingEnvironment(1, 2)));
        TextModel? model = null;
        var notices = new List<string>();

        Lives.OneStepEach(
            environment => model = Train(temporary.Path, new TrainingEnvironment(1, 2, environment.Progress, environment.CancellationToken) { Log = notices.Add }),
            life =>
            {
                if (life % 3 == 0)
                {
                    Damage(Directory.GetFiles(Path.Combine(temporary.Path, "fine-tune"), "saved*").Order(StringComparer.Ordinal).Last(), random);
                }
            });

        Assert.That(TinyModels.Weights(model!), Is.EqualTo(expected));
        Assert.That(notices, Has.Some.Contains("passed over"));
    }

    [Test]
    public void FineTuning_Finished_IsNotTrainedAgain()
    {
        using var temporary = new TemporaryFolder();
        var expected = TinyModels.Weights(Train(temporary.Path, new TrainingEnvironment(1, 2)));
        var reports = new List<TrainingProgress>();

        var again = Train(temporary.Path, new TrainingEnvironment(1, 2, new Loop.DirectProgress(reports.Add)));

        Assert.That(TinyModels.Weights(again), Is.EqualTo(expected));
        Assert.That(reports, Has.Count.EqualTo(1).And.All.Property(nameof(TrainingProgress.IsFinal)).True);
        Assert.That(reports[0].TokensPerSecond, Is.Positive);
    }

    [Test]
    public void FineTuning_OtherThreads_Resumes()
    {
        using var temporary = new TemporaryFolder();
        var expected = TinyModels.Weights(Train(null, new TrainingEnvironment(1, 1)));
        TextModel? model = null;

        Lives.OneStepEach(environment => model = Train(temporary.Path, new TrainingEnvironment(1, 3, environment.Progress, environment.CancellationToken)));

        Assert.That(TinyModels.Weights(model!), Is.EqualTo(expected));
    }

    private static TextDataset Unlabelled()
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(40))
        {
            data.Add(text.AsMemory(), null);
        }

        return data;
    }

    private static TextModel LanguageModel(int seed) =>
        TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed, HeadKind.MaskedLm);

    private static TextModel Train(string? folder, TrainingEnvironment environment)
    {
        var model = TinyModels.Create();
        FineTuning.Run(model, _data, Set(new FineTuningOptions(), folder), environment);
        return model;
    }

    private static void Check(int steps, Func<string?, TrainingEnvironment, TextModel> train)
    {
        using var temporary = new TemporaryFolder();
        var expected = TinyModels.Weights(train(null, new TrainingEnvironment(1, 2)));
        TextModel? model = null;

        var lives = Lives.OneStepEach(environment => model = train(temporary.Path, environment));

        Assert.That(TinyModels.Weights(model!), Is.EqualTo(expected));
        Assert.That(lives, Is.GreaterThanOrEqualTo(steps));
    }

    /// <summary>With dropout, so that random masks take part; never written but on cancellation and at the end.</summary>
    private static T Set<T>(T options, string? folder)
        where T : TrainingOptions
    {
        options.Epochs = 2;
        options.BatchSize = 8;
        options.LearningRate = 3e-3;
        options.ResumeFolder = folder;
        return options;
    }

    private static void Damage(string file, Random random)
    {
        var bytes = File.ReadAllBytes(file);
        if (random.Next(2) == 0)
        {
            bytes = bytes[..random.Next(bytes.Length)];
        }
        else
        {
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        }

        File.WriteAllBytes(file, bytes);
    }
}
