using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tasks;
using MLNet.Compression.Training.Tests.Autograd;
using MLNet.Compression.Training.Tests.Models;
using MLNet.Compression.Training.Tests.Objectives;

namespace MLNet.Compression.Training.Tests.Recipes;

/// <summary>Models of vectors that learn from pairs: both texts have "yes" or both have "no", or not.</summary>
public class PairTests
{
    private static readonly BertShape _shape = TinyModels.ShapeOf(layers: 1, hidden: 24, heads: 2, feedForward: 32) with { Pooler = PoolerKind.Mean };

    [TestCase(HeadKind.UnitEmbedding)]
    [TestCase(HeadKind.Embedding)]
    public void FineTuning_Pairs_BringsAlikeTextsTogether(HeadKind head)
    {
        var model = TextModelFactory.CreateRandom(_shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed: 1, head);

        FineTuning.Run(model, Pairs(256, 1), new FineTuningOptions { Epochs = 12, BatchSize = 16, LearningRate = 3e-3, Dropout = 0, AttentionDropout = 0 }, new TrainingEnvironment(1, 2));

        Assert.That(Pearson(model), Is.GreaterThan(0.95));
    }

    /// <summary>The whole way back, through both texts of each pair: the slope of the loss in a random direction of all weights.</summary>
    [TestCase(HeadKind.UnitEmbedding)]
    [TestCase(HeadKind.Embedding)]
    public void Backward_Model_EqualsFiniteDifferencesOfTheLoss(HeadKind head)
    {
        const float Step = 1e-3f;
        var (model, data) = (EmbeddingCases.Create(_shape, head), Pairs(6, 3));
        float[][] directions = [.. model.Parameters.Select((parameter, i) => Passes.Numbers((int)parameter.Count, 10 + i))];

        Loss(model, data, backward: true);
        var slope = model.Parameters.Zip(directions, (parameter, direction) => Enumerable.Range(0, direction.Length).Sum(i => (double)GradientOf(parameter, i) * direction[i])).Sum();
        Move(Step);
        var above = Loss(model, data, backward: false);
        Move(-2 * Step);
        var below = Loss(model, data, backward: false);

        Assert.That(slope, Is.EqualTo((above - below) / (2 * Step)).Within(1).Percent);
        Assert.That(Math.Abs(slope), Is.GreaterThan(0.1));

        void Move(float length)
        {
            foreach (var (parameter, direction) in model.Parameters.Zip(directions))
            {
                for (var i = 0; i < direction.Length; i++)
                {
                    parameter.ValueSpan[i] += length * direction[i];
                }
            }
        }
    }

    [Test]
    public void Validation_Pairs_KeepsTheBest()
    {
        var model = TextModelFactory.CreateRandom(_shape, TinyModels.Tokenizer, [], TinyModels.MaxTokens, seed: 1, HeadKind.UnitEmbedding);
        var environment = new TrainingEnvironment(1, 2) { Validation = new ValidationData(Pairs(64, 9)) };

        FineTuning.Run(model, Pairs(128, 1), new FineTuningOptions { Epochs = 6, BatchSize = 16, LearningRate = 3e-3, KeepBest = true }, environment);

        var score = new Validation(new ValidationData(Pairs(64, 9)), model, environment).Evaluate();
        Assert.That(score.Score, Is.EqualTo(Pearson(model)).Within(1e-5));
        Assert.That(score.Loss, Is.InRange(0, 1));
    }

    [Test]
    public void Validation_Vectors_IsTheMeanCosineWithTheTeachers()
    {
        var (teacher, student) = (EmbeddingCases.Create(_shape, HeadKind.UnitEmbedding), EmbeddingCases.Create(_shape, HeadKind.UnitEmbedding, seed: 2));
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var (text, _) in TinyModels.Texts(70, 4))
        {
            data.Add(text.AsMemory(), null);
        }

        float[][] vectors = [.. TinyModels.Logits(teacher, data).Chunk(24)];
        var validation = new ValidationData(data) { TeacherVectors = vectors };

        var (own, others) = (new Validation(validation, teacher, new TrainingEnvironment(1)).Evaluate(), new Validation(validation, student, new TrainingEnvironment(1)).Evaluate());

        Assert.That((own.Score, own.Loss), Is.EqualTo((1.0, 0.0)).Within(1e-5));
        Assert.That(others.Score, Is.EqualTo(TinyModels.Logits(student, data).Chunk(24).Zip(vectors, (a, b) => a.Zip(b, (x, y) => (double)x * y).Sum()).Average()).Within(1e-5).And.LessThan(1));
        Assert.That(others.Loss, Is.EqualTo(2 * (1 - others.Score)).Within(1e-4), "of vectors of length 1");
        Assert.That(() => new Validation(new ValidationData(data), student, new TrainingEnvironment(1)), Throws.ArgumentException.With.Message.Contains("teacher"));
    }

    private static double Loss(TextModel model, TextDataset data, bool backward)
    {
        var (objective, tape) = (new Objective([new WeightedTerm(TextTasks.Of(model).TargetTerm(data, smoothing: 0), 1)]), Passes.Training());
        var outputs = model.Forward(tape, TinyModels.Batch(data), DropoutRates.None, objective.StudentNeeds);
        int[] rows = [.. Enumerable.Range(0, data.Count)];
        var loss = objective.Evaluate(tape, TestContexts.BatchOf(data.TargetsOf(rows)), outputs, new Dictionary<SingleTeacher, ModelOutputs>(), TestContexts.Start, [1], new double[1]);
        if (backward)
        {
            tape.Backward();
        }

        tape.Clear();
        return loss;
    }

    private static float GradientOf(MLNet.Compression.Training.Autograd.Parameter parameter, int i) => parameter.HasGradient && parameter.UsedRows?.Contains(i / parameter.Columns) != false ? parameter.GradientSpan[i] : 0;

    private static double Pearson(TextModel model)
    {
        var data = Pairs(64, 9);
        float[][] vectors = [.. TinyModels.Logits(model, data).Chunk(24)];
        return RegressionQuality.Of([.. vectors.Chunk(2).Select(pair => (float)PairCosine.CosineOf(pair[0], pair[1]))], [.. data.Similarities.ToArray().Select(pair => pair.Cosine)], teacher: null).Pearson;
    }

    private static TextDataset Pairs(int count, int seed)
    {
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        (string Text, int Label)[] texts = [.. TinyModels.Texts(2 * count, seed)];
        new Random(seed).Shuffle(texts);
        foreach (var pair in texts.Chunk(2))
        {
            data.AddPair(pair[0].Text.AsMemory(), pair[1].Text.AsMemory(), new Similarity(pair[0].Label == pair[1].Label ? 1 : 0));
        }

        return data;
    }
}
