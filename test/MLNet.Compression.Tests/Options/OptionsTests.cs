using System.Reflection;
using Microsoft.ML;
using MLNet.Compression.Stages;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Options;

/// <summary>What holds for the options of every stage, and of what makes texts.</summary>
public class OptionsTests
{
    private static readonly Type[] _kinds = [typeof(IStageOptions), typeof(TrainingOptions), typeof(AugmentationOptions), typeof(SamplingOptions)];

    private static readonly Type[] _types =
    [
        .. typeof(TextModelTransformer).Assembly.GetTypes().Concat(typeof(TrainingOptions).Assembly.GetTypes())
            .Where(type => type.IsClass && _kinds.Any(kind => kind.IsAssignableFrom(type))),
    ];

    private readonly MLContext _ml = new(seed: 1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [Test]
    public void EveryOption_IsRead()
    {
        HashSet<string> called =
        [
            .. CalledMethods.In(typeof(TextModelTransformer).Assembly).Concat(CalledMethods.In(typeof(TrainingOptions).Assembly)).Select(method => NameOf(method.DeclaringType, method.Name)),
        ];
        var getters = _types.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Select(property => property.GetMethod!).DistinctBy(getter => NameOf(getter.DeclaringType, getter.Name)).ToList();

        var unread = getters
            .Where(getter => !called.Contains(NameOf(getter.DeclaringType, getter.Name)) && !called.Contains(NameOf(typeof(IStageOptions), getter.Name)))
            .Select(getter => NameOf(getter.DeclaringType, getter.Name));

        Assert.That(getters, Has.Count.GreaterThan(50));
        Assert.That(unread, Is.Empty);
    }

    /// <summary>The option is set where a fit reads it, and differs from every default.</summary>
    [Test]
    public void Fit_AllStages_LeaveTheUsersOptionsAsTheyAre()
    {
        var (teacher, student, pruning, rounding) = (Small.Teacher(options => options.Epochs = 1), Small.Distillation(options => options.Epochs = 1), Small.Pruning(options => options.Epochs = 1), Small.Aware());
        var before = Values(teacher, student, pruning, rounding, rounding.QuantizationAwareTraining!);

        Trainers.Distillation(Trainers.TextClassification(teacher), student).Prune(pruning).Quantize(rounding).Fit(Messages.LoadKeyed(_ml, 30));

        Assert.That(Values(teacher, student, pruning, rounding, rounding.QuantizationAwareTraining!), Is.EqualTo(before));
    }

    [Test]
    public void Fit_OptionsChangedAfterwards_AreNotRead()
    {
        DistillationLoss[] losses = [new PredictionLoss(), new HiddenStateLoss(map: LayerMap.Of(1))];
        var recipe = new DistillationRecipe("test", new DistillationStage("distil", 1, losses));
        var student = Small.Distillation(options => (options.Recipe, options.Epochs) = (recipe, 1));
        var rounding = Small.Aware();
        var estimator = Trainers.Distillation(Fitted.Teacher, student).Quantize(rounding);
        (losses[1], student.Student, rounding.Scheme, rounding.QuantizationAwareTraining!.LearningRate) = (new HiddenStateLoss(map: LayerMap.Of(7)), new ModelShape(1, 48, 2, 64), QuantizationScheme.Ternary, -1);

        var model = estimator.Fit(Fitted.Train);

        Assert.That(model.Model.Shape.HiddenSize, Is.EqualTo(Small.Student.HiddenSize));
    }

    [Test]
    public void TextClassification_SeveralFaults_AreReportedTogether()
    {
        var options = Small.Teacher(options =>
        {
            (options.BatchSize, options.Dropout) = (0, 20);
            (options.Checkpoint, options.ScoreColumnName, options.PredictedLabelColumnName) = ("folder", "Label", "");
        });

        Assert.That(() => Trainers.TextClassification(options), Throws.ArgumentException
            .With.Message.Contains("BatchSize is 0")
            .And.Message.Contains("Dropout is 20").And.Message.Contains("20 % is 0.2")
            .And.Message.Contains("Checkpoint is 'folder'")
            .And.Message.Contains("'Label' is used twice")
            .And.Message.Contains("name is empty"));
    }

    [Test]
    public void Quantize_FaultInItsTraining_IsNamedWithItsPath() => Assert.That(
        () => Trainers.Quantize(Fitted.Teacher, Small.Aware(options => options.BatchSize = 0)),
        Throws.ArgumentException.With.Message.Contains("QuantizationAwareTraining.BatchSize is 0"));

    [TestCase(75, "Sparsity is 75", "75 % is 0.75")]
    [TestCase(12.5, "Sparsity is 12.5", "12.5 % is 0.125")]
    public void PruneBlocks_PercentForAShare_SaysTheShare(double sparsity, string fault, string remedy) => Assert.That(
        () => Trainers.TextClassification().PruneBlocks(sparsity: sparsity), Throws.ArgumentException.With.Message.Contains(fault).And.Message.Contains(remedy));

    private static IReadOnlyList<string> Values(params object[] options) =>
        [.. options.SelectMany(one => one.GetType().GetProperties().Select(property => $"{one.GetType()}.{property.Name} {property.GetValue(one)}"))];

    private static string NameOf(Type? type, string method) => $"{type?.FullName}.{method}";
}
