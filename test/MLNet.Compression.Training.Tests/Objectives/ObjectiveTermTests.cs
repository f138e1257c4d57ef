using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Tests.Loop;
using MLNet.Compression.Training.Tests.Pruning;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>Every term that learns from a teacher, alone, through real models and the loop: it gets what it asks for, and falls.</summary>
public class ObjectiveTermTests
{
    private static readonly LayerPair[] _pairs = [new(0, 0), new(1, 1)];
    private static readonly LayerPair[] _last = [new(1, 1)];

    private static readonly ObjectiveTerm[] _terms =
    [
        new KullbackLeibler(2),
        new ReverseKullbackLeibler(),
        new JensenShannon(),
        new LogitRegression(),
        new HiddenStates(_pairs, 32, 32, seed: 1),
        new CosineStates(_pairs),
        new PatientStates(_pairs),
        new DistanceRelations(_last),
        new AngleRelations(_last),
        new AttentionScores(_pairs, Averaging.Sequence),
        new AttentionRelations(_last),
        new ValueRelations(_last, Averaging.Sequence),
        new QueryKeyValueRelations(_last, 8, [1, 1, 1]),
    ];

    [TestCaseSource(nameof(Indices))]
    public void Run_TermAlone_Falls(int index)
    {
        var (student, values) = (TinyModels.Create(seed: 2), new List<double>());
        var objective = new Objective([new WeightedTerm(_terms[index], 1, new ModelTeacher(PruningRunTests.Trained()))]);
        var options = new TrainingOptions { Epochs = 6, BatchSize = 16, LearningRate = 2e-3, Dropout = 0, AttentionDropout = 0 };
        var environment = new TrainingEnvironment(1, 2, new DirectProgress(report => values.Add(report.Loss)));

        new TrainingLoop(StagePlan.For("test", student, TinyModels.Data(128), options, objective), environment).Run();

        TestContext.Out.WriteLine($"{_terms[index].Name}: {values[0]:0.0e+0} to {values[^1]:0.0e+0}");
        Assert.That(values[^1], Is.LessThan(0.7 * values[0]));
        Assert.That(environment.Buffers.BytesInUse, Is.Zero);
    }

    [Test]
    public void Constructor_AllWeightsZero_Throws() =>
        Assert.That(() => new Objective([new WeightedTerm(new HardLabels(), 0)]), Throws.ArgumentException.With.Message.Contains("weight 0"));

    [Test]
    public void Constructor_TermOfWeightZero_AsksForNothing()
    {
        var objective = new Objective([new WeightedTerm(new HardLabels(), 1), new WeightedTerm(new ValueRelations(_last), 0, new ModelTeacher(TinyModels.Create()))]);

        Assert.That(objective.Teachers, Is.Empty);
        Assert.That(objective.StudentNeeds, Is.EqualTo(Layers.OutputNeeds.OnlyLogits));
        Assert.That(objective.TermNames, Is.EqualTo(["labels"]));
    }

    private static IEnumerable<int> Indices() => Enumerable.Range(0, _terms.Length);
}
