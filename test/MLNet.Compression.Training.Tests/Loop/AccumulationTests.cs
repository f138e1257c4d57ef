using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.CrossViews;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Tests.Autograd;

namespace MLNet.Compression.Training.Tests.Loop;

/// <summary>Sixteen rows of unlike lengths give every term the same loss and gradient, however many batches a step splits them into.</summary>
public class AccumulationTests
{
    private const int Rows = 16;
    private const double Tolerance = 2e-5;
    private const double Step = 1e-3;
    private static readonly int[] _rows = [.. Enumerable.Range(0, Rows)];
    private static readonly LayerPair[] _pairs = [new(0, 0), new(1, 1)];

    private static readonly (HeadKind Head, Func<TextModel, ObjectiveTerm> Make)[] _cases =
    [
        (HeadKind.Sequence, _ => new HardLabels(0.1)),
        (HeadKind.Sequence, _ => new WeightedLabels([0.2, 3])),
        (HeadKind.Sequence, _ => new SoftLabels(2)),
        (HeadKind.Token, _ => new SoftLabels(2)),
        (HeadKind.Sequence, _ => new KullbackLeibler()),
        (HeadKind.Token, _ => new KullbackLeibler()),
        (HeadKind.Sequence, _ => new ReverseKullbackLeibler()),
        (HeadKind.Sequence, _ => new JensenShannon()),
        (HeadKind.Sequence, _ => new LogitRegression()),
        (HeadKind.Token, _ => new LogitRegression()),
        (HeadKind.MultiLabel, _ => new BinaryLabels()),
        (HeadKind.MultiLabel, _ => new SoftBinaryLabels(2)),
        (HeadKind.Embedding, _ => new EmbeddingDistance()),
        (HeadKind.UnitEmbedding, _ => new EmbeddingCosine()),
        (HeadKind.Embedding, _ => new PairCosine()),
        (HeadKind.Regression, _ => new ValueLabels()),
        (HeadKind.Token, _ => new TokenLabels()),
        (HeadKind.MaskedLm, _ => new TokenLabels()),
        (HeadKind.MaskedLm, _ => new PieceLabels(start: 1)),
        (HeadKind.QuestionAnswering, _ => new AnswerLabels()),
        (HeadKind.QuestionAnswering, _ => new SoftAnswers(2)),
        (HeadKind.Sequence, _ => new Training.Objectives.Embeddings(32, 32, seed: 1)),
        (HeadKind.Sequence, _ => new HiddenStates(_pairs, 32, 32, seed: 1)),
        (HeadKind.Sequence, _ => new CosineStates(_pairs)),
        (HeadKind.Sequence, _ => new PatientStates(_pairs)),
        (HeadKind.Sequence, _ => new DistanceRelations(_pairs)),
        (HeadKind.Sequence, _ => new AngleRelations(_pairs)),
        (HeadKind.Sequence, _ => new AttentionScores(_pairs)),
        (HeadKind.Sequence, _ => new AttentionScores(_pairs, Averaging.Sequence)),
        (HeadKind.Sequence, _ => new AttentionRelations(_pairs)),
        (HeadKind.Sequence, _ => new AttentionRelations(_pairs, Averaging.Sequence)),
        (HeadKind.Sequence, _ => new ValueRelations(_pairs)),
        (HeadKind.Sequence, _ => new ValueRelations(_pairs, Averaging.Sequence)),
        (HeadKind.Sequence, _ => new QueryKeyValueRelations(_pairs, 8, [1, 1, 1])),
        (HeadKind.Sequence, _ => new QueryKeyValueRelations(_pairs, 4, [1, 0, 0.5], Averaging.Sequence)),
        (HeadKind.MaskedLm, _ => new KullbackLeibler { Rows = LogitRows.Labelled }),
        (HeadKind.Sequence, model => new GroupLasso([.. model.Encoder.Layers.SelectMany(layer => layer.Matrices).Select(matrix => matrix.Weight)], BlockShape.Kernel)),
        (HeadKind.Sequence, CrossViews),
        (HeadKind.Token, CrossViews),
        (HeadKind.MaskedLm, model => new WeightProjection(new MatchedMatrices(model, Create(HeadKind.MaskedLm, seed: 3)).Layers(_pairs), ProjectionDirection.Up, teacherLearns: false, seed: 1)),
    ];

    [TestCaseSource(nameof(Indices))]
    public void Run_SameRowsInMoreBatches_GiveTheSameLossAndGradient(int index)
    {
        var (head, make) = _cases[index];
        var (model, teacher) = (Create(head, seed: 1), Create(head, seed: 2));
        var term = make(model);
        var data = term is PairCosine ? Pairs() : Data(head);
        var objective = new Objective([new WeightedTerm(term, 0.5, new ModelTeacher(teacher))]);

        var (loss, gradients) = Pass(model, data, objective, batchSize: Rows);

        Assert.That(gradients.Max(Math.Abs), Is.GreaterThan(1e-6));
        foreach (var batchSize in new[] { 4, 2, 1, 3 })
        {
            var (splitLoss, splitGradients) = Pass(model, data, objective, batchSize);

            Assert.That(splitLoss.Loss, Is.EqualTo(loss.Loss).Within(Tolerance * Math.Abs(loss.Loss)), $"batches of {batchSize}");
            Assert.That(splitLoss.Terms[0], Is.EqualTo(2 * splitLoss.Loss).Within(1e-12));
            Assert.That(splitLoss.Tokens, Is.EqualTo(loss.Tokens));
            Assert.That(Deviation.Relative(splitGradients, gradients), Is.LessThan(Tolerance), $"batches of {batchSize}");
        }
    }

    /// <remarks>Terms beside each other, one of which relates the rows of the step: each gets its own gradient once.</remarks>
    [Test]
    public void Run_RelationsBesideOtherTerms_GiveTheSameLossAndGradient([Values(4, 3, 1)] int batchSize)
    {
        var (model, data) = (Create(HeadKind.Sequence, seed: 1), Data(HeadKind.Sequence));
        var (teacher, other) = (new ModelTeacher(Create(HeadKind.Sequence, seed: 2)), new ModelTeacher(Create(HeadKind.Sequence, seed: 3)));
        var objective = new Objective(
        [
            new WeightedTerm(new AngleRelations(_pairs), 2, other),
            new WeightedTerm(new KullbackLeibler(), 0.5, teacher),
            new WeightedTerm(new DistanceRelations([new(1, 1)]), 0.7, teacher),
            new WeightedTerm(new HardLabels(), 0.3),
        ]);

        var (loss, gradients) = Pass(model, data, objective, Rows);
        var (splitLoss, splitGradients) = Pass(model, data, objective, batchSize);

        Assert.That(splitLoss.Loss, Is.EqualTo(loss.Loss).Within(Tolerance * loss.Loss));
        Assert.That(splitLoss.Terms, Is.EqualTo(loss.Terms).Within(Tolerance));
        Assert.That(Deviation.Relative(splitGradients, gradients), Is.LessThan(Tolerance));
    }

    /// <remarks>With other masks in the second pass the gradient would not be that of the states it was computed at: a step of the loss's own size would miss.</remarks>
    [Test]
    public void Run_RelationsWithDropout_GradientIsThatOfTheLoss()
    {
        var (model, data) = (Create(HeadKind.Sequence, seed: 1), Data(HeadKind.Sequence));
        var objective = new Objective([new WeightedTerm(new DistanceRelations(_pairs), 5, new ModelTeacher(Create(HeadKind.Sequence, seed: 2)))]);
        var dropout = new DropoutRates(0.3f, 0.3f);
        Parameter[] parameters = [.. model.TrainedParameters];

        var (_, gradients) = Pass(model, data, objective, batchSize: 4, dropout);

        var length = Math.Sqrt(gradients.Sum(slope => (double)slope * slope));
        var direction = Array.ConvertAll(gradients, slope => slope / length);
        var change = LossAt(Step) - LossAt(-Step);
        Assert.That(change / (2 * Step), Is.EqualTo(length).Within(1).Percent);

        double LossAt(double distance)
        {
            Move(parameters, direction, distance);
            var loss = Pass(model, data, objective, batchSize: 4, dropout).Loss.Loss;
            Move(parameters, direction, -distance);
            return loss;
        }
    }

    /// <remarks>What a teacher learns that reads tokens of its own: DualTrainingStepTests. The signs of a probe are drawn batch by batch.</remarks>
    [Test]
    public void Cases_All_CoverEveryTerm() => Assert.That(
        typeof(ObjectiveTerm).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ObjectiveTerm)) && !type.IsAbstract),
        Is.SubsetOf(_cases.Select(test => test.Make(TinyModels.Create()).GetType()).Concat([typeof(TeacherLabels), typeof(EmbeddingProbe)])),
        "a new term needs a case here");

    private static (StepLoss Loss, float[] Gradients) Pass(TextModel model, TextDataset data, Objective objective, int batchSize, DropoutRates? dropout = null)
    {
        var plan = new TrainingPlan
        {
            Stage = "test",
            Student = model,
            Source = new RowSource([new TextRows("training data", data)], new StepShape(batchSize, (Rows + batchSize - 1) / batchSize), objective.ReadsTargets),
            Objective = objective,
            LearningRate = Schedule.Constant(0),
            Epochs = 1,
            Dropout = dropout ?? DropoutRates.None,
        };
        var loss = new GradientPass(plan, new TrainingEnvironment(1, 2), seed: 1).Run(step: 0);
        Parameter[] parameters = [.. model.TrainedParameters, .. objective.Parameters];
        return (loss, [.. parameters.SelectMany(TakeGradient)]);
    }

    private static CrossViewTerm CrossViews(TextModel model) =>
        new(model, RestrictedViews.PassesOf(RestrictedViews.Of(model.HeadKind), model, seed: 1), DropoutRates.None);

    private static void Move(Parameter[] parameters, double[] direction, double distance)
    {
        var place = 0;
        foreach (var parameter in parameters)
        {
            foreach (ref var value in parameter.ValueSpan)
            {
                value += (float)(distance * direction[place++]);
            }
        }
    }

    private static float[] TakeGradient(Parameter parameter)
    {
        var gradient = new float[parameter.Count];
        for (var row = 0; parameter.HasGradient && row < parameter.Rows; row++)
        {
            if (parameter.UsedRows is null || parameter.UsedRows.Contains(row))
            {
                parameter.Gradient.RowSpan(row).CopyTo(gradient.AsSpan(row * parameter.Columns));
            }
        }

        parameter.ClearGradient();
        parameter.UsedRows?.Clear();
        return gradient;
    }

    private static TextModel Create(HeadKind head, int seed)
    {
        var names = HeadDefinition.Of(head).NamesOutputs ? new[] { "odd", "even" } : [];
        var model = TextModelFactory.CreateRandom(TinyModels.Shape, TinyModels.Tokenizer, names, TinyModels.MaxTokens, seed, head);
        foreach (var parameter in model.Parameters)
        {
            var noise = Passes.Numbers((int)parameter.Count, seed);
            for (var i = 0; i < noise.Length; i++)
            {
                parameter.ValueSpan[i] += 0.05f * noise[i];
            }
        }

        return model;
    }

    /// <summary>Rows of three to twelve tokens, some of which have no label.</summary>
    private static TextDataset Data(HeadKind head)
    {
        var random = new Random(1);
        var data = new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens);
        foreach (var row in _rows)
        {
            int[] ids = [.. Enumerable.Range(0, 3 + (row * 7 % 10)).Select(_ => random.Next(5, 25))];
            var types = new int[ids.Length];
            int[] labels = [.. ids.Select((id, i) => (row + i) % 3 == 0 ? TokenTargets.None : id % 2)];
            switch (head)
            {
                case HeadKind.QuestionAnswering:
                    data.Add(ids, types, new AnswerSpan(row % ids.Length, ids.Length - 1));
                    break;
                case HeadKind.Token or HeadKind.MaskedLm:
                    data.Add(ids, types, labels);
                    break;
                case HeadKind.MultiLabel:
                    data.Add(Text(ids).AsMemory(), null, new LabelSet([.. Enumerable.Range(0, 2).Where(label => (row >> label) % 2 == 0)]));
                    break;
                case HeadKind.Regression:
                    data.Add(Text(ids).AsMemory(), null, row - 7.5f);
                    break;
                default:
                    data.Add(Text(ids).AsMemory(), null, row % 3 == 0 ? 1 : 0);
                    break;
            }
        }

        return data;
    }

    /// <summary>Pairs of texts of three to twelve tokens, and how alike their vectors are to be.</summary>
    private static TextDataset Pairs()
    {
        var (random, pairs) = (new Random(1), new TextDataset(TinyModels.Tokenizer, TinyModels.MaxTokens));
        foreach (var row in _rows)
        {
            pairs.AddPair(TextOf(3 + (row * 7 % 10)), TextOf(3 + (row * 3 % 10)), new Similarity(row % 4 / 3f));
        }

        return pairs;

        ReadOnlyMemory<char> TextOf(int length) => Text([.. Enumerable.Range(0, length).Select(_ => random.Next(5, 25))]).AsMemory();
    }

    private static string Text(int[] ids) => string.Join(' ', ids.Skip(2).Select(id => TinyModels.Tokenizer.Vocabulary[id]));

    private static IEnumerable<TestCaseData> Indices() =>
        _cases.Select((test, index) => new TestCaseData(index).SetArgDisplayNames($"{test.Make(TinyModels.Create()).GetType().Name}, {test.Head}, {index}"));
}
