using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Tests.Support;
using MLNet.Compression.Tests.TextRegression;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Students of models that run in other packages: tree ensembles, and ONNX models in the ONNX runtime.</summary>
public class OtherLibrariesTests
{
    private readonly MLContext _ml = new(seed: 1);

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    private IEstimator<ITransformer> Features => _ml.Transforms.Text.FeaturizeText("Features", "Sentence1");

    private IEstimator<ITransformer> Keys => _ml.Transforms.Conversion.MapValueToKey("Label");

    [Test]
    public void Fit_OneTreeEnsembleAClass_StudentLearnsWhatTheyPredict()
    {
        var trees = _ml.BinaryClassification.Trainers.FastTree(numberOfLeaves: 8, numberOfTrees: 10, minimumExampleCountPerLeaf: 5);
        var teacher = Keys.Append(Features).Append<ITransformer>(Trainers.OneVersusAll(trees));

        var student = Trainers.Distillation(teacher, Options()).Fit(Messages.Load(_ml, 240));

        Assert.That(AgreementOf(student, teacher.Fit(Messages.Load(_ml, 240))), Is.GreaterThan(0.75));
    }

    [Test]
    public void Fit_BinaryTreeEnsemble_TeachesItsCalibratedProbability()
    {
        var rows = _ml.Data.LoadFromEnumerable(Messages.Create(240).Select(message => new { message.Sentence1, Label = message.Label == "billing" }));
        var teacher = Features.Append<ITransformer>(_ml.BinaryClassification.Trainers.FastTree(numberOfLeaves: 8, numberOfTrees: 10, minimumExampleCountPerLeaf: 5));

        var student = Trainers.Distillation([DistillationTeacher.Of(teacher)], Options()).Fit(rows);

        Assert.That(student.Model.Labels, Is.EquivalentTo(["False", "True"]));
        var own = student.Transform(rows).GetColumn<bool>("PredictedLabel");
        var taught = teacher.Fit(rows).Transform(rows).GetColumn<float>("Probability");
        Assert.That(own.Zip(taught, (label, probability) => label == probability > 0.5f ? 1.0 : 0).Average(), Is.GreaterThan(0.8));
    }

    [Test]
    public void Fit_UncalibratedForest_NamesTheCalibrator()
    {
        var rows = _ml.Data.LoadFromEnumerable(Messages.Create(60).Select(message => new { message.Sentence1, Label = message.Label == "billing" }));
        var teacher = Features.Append<ITransformer>(_ml.BinaryClassification.Trainers.FastForest(numberOfLeaves: 4, numberOfTrees: 4));

        Assert.That(
            () => Trainers.Distillation([DistillationTeacher.Of(teacher)], Options()).Fit(rows), Throws.InvalidOperationException.With.Message.Contains("Calibrators.Platt"));
    }

    [Test]
    public void Fit_RegressionTrees_TeachNumbers()
    {
        var rows = _ml.Data.LoadFromEnumerable(RatedMessage.Create(240));
        var teacher = Features.Append(_ml.Regression.Trainers.FastTree(numberOfLeaves: 8, numberOfTrees: 20, minimumExampleCountPerLeaf: 5)).Fit(rows);

        var student = _ml.Regression.Trainers.Distillation([DistillationTeacher.Of(teacher)], Options(options => options.Recipe = DistillationRecipe.LogitRegression)).Fit(rows);

        var (own, taught) = (student.Transform(rows).GetColumn<float>("Score").ToArray(), teacher.Transform(rows).GetColumn<float>("Score").ToArray());
        var mean = taught.Average();
        Assert.That(own.Zip(taught, (a, b) => (a - b) * (a - b)).Average(), Is.LessThan(0.5 * taught.Average(value => (value - mean) * (value - mean))));
    }

    [Test]
    public void Fit_OnnxModel_StudentLearnsWhatItPredicts()
    {
        using var folder = new TemporaryFolder();
        var rows = Messages.Load(_ml, 240);
        var onnx = Features.Append(_ml.Transforms.ApplyOnnxModel(["Score.output"], ["Features"], ExportClassifier(folder.Path, rows))).Fit(rows);

        var student = Trainers.Distillation(onnx, Options()).Fit(rows);

        Assert.That(student.Model.Labels, Is.EquivalentTo(["account", "billing", "delivery"]));
        var scored = student.Transform(Messages.Load(_ml, 60, seed: 8));
        Assert.That(scored.GetColumn<string>("PredictedLabel").Zip(scored.GetColumn<string>("Label")).Average(pair => pair.First == pair.Second ? 1.0 : 0), Is.GreaterThan(0.8));
    }

    private static DistillationTrainer.Options Options(Action<DistillationTrainer.Options>? change = null) => Small.Distillation(options =>
    {
        (options.Recipe, options.Epochs, options.Text) =
            (DistillationRecipe.Hinton(temperature: 1, alpha: 1), 20, new StudentText { VocabularySize = 250, MaxTokens = 24 });
        change?.Invoke(options);
    });

    /// <summary>A maximum entropy classifier of the features as an ONNX file.</summary>
    private string ExportClassifier(string folder, IDataView rows)
    {
        var prepared = Keys.Append(Features).Fit(rows).Transform(rows);
        var path = Path.Combine(folder, "classifier.onnx");
        using var file = File.Create(path);

        // Rows that come from nowhere: the exporter would convert the steps to them too.
        var definition = SchemaDefinition.Create(typeof(Featured));
        definition["Features"].ColumnType = prepared.Schema["Features"].Type;
        _ml.Model.ConvertToOnnx(Trainers.SdcaMaximumEntropy().Fit(prepared), _ml.Data.LoadFromEnumerable<Featured>([new()], definition), file);
        return path;
    }

    /// <summary>How often a student and its teacher name the same class for texts that neither has seen.</summary>
    private double AgreementOf(ITransformer student, ITransformer teacher)
    {
        var rows = Messages.Load(_ml, 120, seed: 8);
        return Best(student).Zip(Best(teacher), (own, taught) => own == taught ? 1.0 : 0).Average();

        IEnumerable<string> Best(ITransformer model)
        {
            var scored = model.Transform(rows);
            var names = default(VBuffer<ReadOnlyMemory<char>>);
            scored.Schema["Score"].Annotations.GetValue("SlotNames", ref names);
            var classes = names.DenseValues().Select(name => name.ToString()).ToArray();
            return scored.GetColumn<float[]>("Score").Select(scores => classes[Array.IndexOf(scores, scores.Max())]);
        }
    }

    private sealed class Featured
    {
        public float[] Features { get; set; } = [];
    }
}
