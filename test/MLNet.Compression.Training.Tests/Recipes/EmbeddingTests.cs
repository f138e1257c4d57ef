using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>Every stage on a model that gives vectors, with rows that have no targets.</summary>
public class EmbeddingTests
{
    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 2, hidden: 24, heads: 2, feedForward: 32) with { Pooler = PoolerKind.Mean };
    private static readonly TextModel _teacher = EmbeddingCases.Create(_shape, HeadKind.UnitEmbedding);

    [TestCase(PredictionDivergence.CrossEntropy)]
    [TestCase(PredictionDivergence.Cosine)]
    public void Run_DistillationToANarrowStudent_FollowsTheTeachersVectors(PredictionDivergence divergence)
    {
        var narrow = TinyModels.ShapeOf(layers: 1, hidden: 12, heads: 2, feedForward: 24) with { Pooler = PoolerKind.None };
        var student = EmbeddingCases.Create(narrow, HeadKind.UnitEmbedding, dense: 24, seed: 2);

        Distillation.Run(_teacher, student, Rows(192, 1), Options(divergence, StudentInitialization.Random), new TrainingEnvironment(1, 2));

        Assert.That(MeanCosine(student), Is.GreaterThan(0.9));
    }

    [Test]
    public void Run_DistillationFromExtractedFeatures_StartsNearTheTeacher()
    {
        var student = EmbeddingCases.Create(_shape with { HiddenSize = 20, EmbeddingSize = 20, Layers = [.. _shape.Layers.Select(layer => layer with { HeadSize = 10 })] }, HeadKind.UnitEmbedding, dense: 24, seed: 2);
        var before = MeanCosine(student);

        Distillation.Run(_teacher, student, Rows(2, 1), Options(PredictionDivergence.CrossEntropy, StudentInitialization.Extract), new TrainingEnvironment(1, 2));

        Assert.That(MeanCosine(student), Is.GreaterThan(before + 0.3));
    }

    [Test]
    public void Run_StaticStudent_FollowsTheTeachersVectors()
    {
        var student = EmbeddingCases.Create(TinyModels.StaticShape(24), HeadKind.UnitEmbedding, seed: 2);

        Distillation.Run(_teacher, student, Rows(192, 1), Options(PredictionDivergence.CrossEntropy, StudentInitialization.StaticVectors), new TrainingEnvironment(1, 2));

        Assert.That(MeanCosine(student), Is.GreaterThan(0.8));
    }

    [Test]
    public void Run_PruningAndQuantizationWithoutATeacher_StayNearTheModelAsItWas()
    {
        var (model, data, environment) = (TextModelCopy.Of(_teacher), Rows(192, 1), new TrainingEnvironment(1, 2));

        PruningRun.Run(model, null, data, new PruningOptions { Epochs = 6, BatchSize = 16, Sparsity = 0.5, LearningRate = 1e-3 }, environment);
        using var run = new QuantizationRun(model, QuantizationPlan.Int8);
        run.Train(null, data, new QuantizationOptions { Epochs = 1, BatchSize = 16 }, environment);

        Assert.That(MeanCosine(model), Is.GreaterThan(0.9));
        Assert.That(model.Encoder.Matrices.Sum(matrix => matrix.Weight.ToStore().Values.Count(value => value == 0)), Is.GreaterThan(model.Encoder.Matrices.Sum(matrix => matrix.Weight.Count) / 3));
    }

    [Test]
    public void Run_QuickPruning_NeedsNoTargets()
    {
        var pruned = PostTrainingPruning.Run(TextModelCopy.Of(_teacher), Rows(64, 1), new QuickPruningOptions { Share = 0.3 }, new TrainingEnvironment(1, 2)).Model;

        Assert.That(pruned.ParameterCount, Is.LessThan(_teacher.ParameterCount));
        Assert.That(MeanCosine(pruned), Is.GreaterThan(0.8));
    }

    [Test]
    public void Run_OtherDimensions_SaysSo()
    {
        var student = EmbeddingCases.Create(_shape, HeadKind.UnitEmbedding, dense: 8);

        Assert.That(
            () => Distillation.Run(_teacher, student, Rows(4, 1), Options(PredictionDivergence.CrossEntropy, StudentInitialization.Random), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("8").And.Message.Contains("24"));
    }

    [Test]
    public void Run_FineTuning_SaysThatVectorsHaveNoTargets() =>
        Assert.That(
            () => FineTuning.Run(TextModelCopy.Of(_teacher), TinyModels.Data(4), new FineTuningOptions(), new TrainingEnvironment(1)),
            Throws.InvalidOperationException.With.Message.Contains("follow a teacher"));

    [Test]
    public void Terms_CosineOfClasses_IsRefused() =>
        Assert.That(
            () => Distillation.Run(TinyModels.Create(), TinyModels.Create(seed: 2), TinyModels.Data(4), Options(PredictionDivergence.Cosine, StudentInitialization.Random), new TrainingEnvironment(1)),
            Throws.ArgumentException.With.Message.Contains("Cosine"));

    private static DistillationOptions Options(PredictionDivergence divergence, StudentInitialization start) => new()
    {
        Recipe = new DistillationRecipe("vectors", new DistillationStage("vectors", 1, new PredictionLoss(divergence: divergence))) { Start = start },
        Epochs = 20,
        BatchSize = 16,
        LearningRate = 5e-3,
        Dropout = 0,
        AttentionDropout = 0,
    };

    private static TextDataset Rows(int count, int seed)
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(count, seed))
        {
            data.Add(text.AsMemory(), null);
        }

        return data;
    }

    /// <summary>Of the teacher's vectors and a model's, over rows that it did not learn from.</summary>
    private static double MeanCosine(TextModel model)
    {
        var test = Rows(64, 9);
        return TinyModels.Logits(model, test).Chunk(24).Zip(TinyModels.Logits(_teacher, test).Chunk(24), (a, b) => a.Zip(b, (x, y) => (double)x * y).Sum()).Average();
    }
}
