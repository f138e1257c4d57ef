using Microsoft.ML;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Preflight;

/// <summary>What a fit warns of before its first step.</summary>
public class PreflightTests
{
    [Test]
    public void Fit_SoundData_WarnsOfNothing() => Assert.That(WarningsOf(Messages.Create(60)), Is.Empty);

    [Test]
    public void Fit_EmptyTexts_CountsThem()
    {
        var rows = Messages.Create(60);
        (rows[3].Sentence1, rows[4].Sentence1, rows[5].Sentence1) = ("", " \t ", "\u0001");

        Assert.That(WarningsOf(rows), Has.One.Contains("3 of 60 rows have no text in 'Sentence1'"));
    }

    [Test]
    public void Fit_ClassSeenOnce_NamesIt()
    {
        var rows = Messages.Create(60);
        rows[7].Label = "praise";

        Assert.That(WarningsOf(rows), Has.One.Contains("1 of 4 classes have a single row in the training data and will hardly be learnt: 'praise'"));
    }

    [Test]
    public void Fit_LongTexts_SaysHowMuchIsCut()
    {
        var rows = Messages.Create(60);
        rows[0].Sentence1 = string.Concat(Enumerable.Repeat("! ", 100));

        // Of 64 tokens two are [CLS] and [SEP].
        Assert.That(WarningsOf(rows), Has.One.Contains("1 of 60 texts have more than 64 tokens and are cut: 38 tokens, "));
    }

    [Test]
    public void Fit_TeacherThatKnowsNothing_SaysSo()
    {
        var ml = new MLContext(seed: 1);
        var rows = Messages.LoadKeyed(ml, 60);
        using var teacher = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.LearningRate) = (1, 0))).Fit(rows);

        var warnings = Listen(ml, () => ml.MulticlassClassification.Trainers.Distillation(teacher, Small.Distillation(options => options.Epochs = 1)).Fit(rows));

        Assert.That(warnings, Has.One.Contains("The teacher is right for ").And.Contains(" of 60 training rows; always naming "));
    }

    [Test]
    public void Fit_Chain_LooksAtDataAndTeacherOnce()
    {
        var ml = new MLContext(seed: 1);
        var rows = Messages.Create(60);
        rows[3].Sentence1 = "";
        var teacher = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.LearningRate) = (1, 0)));
        var chain = ml.MulticlassClassification.Trainers.Distillation(teacher, Small.Distillation(options => options.Epochs = 1))
            .Prune(Small.Pruning(options => options.Epochs = 1)).Quantize(QuantizationScheme.Int8);

        var warnings = Listen(ml, () => chain.Fit(Key(ml, rows)));

        Assert.That(warnings, Has.One.Contains("have no text"));
        Assert.That(warnings, Has.One.Contains("The teacher is right for"));
    }

    [Test]
    public void Fit_SeveralTeachersToBeFitted_WarnOfTheirDataOnce()
    {
        var ml = new MLContext(seed: 1);
        var rows = Messages.Create(60);
        (rows[3].Sentence1, rows[4].Label, rows[7].Label) = ("", "", "praise");
        var trainers = ml.MulticlassClassification.Trainers;
        var teachers = new[] { 150, 200 }.Select(pieces => DistillationTeacher.Of(
            new RecordingEstimator(trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.VocabularySize) = (1, pieces))))));
        var recipe = DistillationRecipe.Hinton(temperature: 1, alpha: 1);
        var distillation = trainers.Distillation([.. teachers], Small.Distillation(options => (options.Epochs, options.Recipe) = (1, recipe)));

        var warnings = Listen(ml, () => distillation.Fit(Key(ml, rows)));
        Assert.That(warnings, Has.One.Contains("have no text"));
        Assert.That(warnings, Has.One.Contains("have no label in column 'Label' and are left out"));
        Assert.That(warnings, Has.One.Contains("'praise'"));

        warnings.Clear();
        Assert.That(Listen(ml, () => distillation.Fit(Key(ml, rows))), Has.One.Contains("have no text"));
    }

    [TestCase(2, false)]
    [TestCase(3, true)]
    public void Fit_Student_SaysIfItIsLargerThanItsTeacher(int layers, bool larger)
    {
        var ml = new MLContext(seed: 1);
        var student = new StudentShape(layers, 64, 2, 64);
        var teacher = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Epochs = 1));
        var distillation = ml.MulticlassClassification.Trainers.Distillation(teacher, Small.Distillation(options => (options.Student, options.Epochs) = (student, 1)));

        var warnings = Listen(ml, () => distillation.Fit(Messages.LoadKeyed(ml, 30)));

        Assert.That(warnings.Any(warning => warning.Contains("larger than its teacher: 3 layers of 64 features", StringComparison.Ordinal)), Is.EqualTo(larger));
    }

    [Test]
    public void Fit_PairsForAModelOfOneTokenType_IsRefused()
    {
        var ml = new MLContext(seed: 1);
        using var checkpoint = new CheckpointCopy("bert-sequence");
        RemoveSecondTokenType(checkpoint.Path);
        var trainer = ml.MulticlassClassification.Trainers.TextClassification(new TextClassificationTrainer.Options
        {
            Checkpoint = checkpoint.Path,
            Sentence2ColumnName = "Sentence2",
            Epochs = 1,
            MaxTokens = 16,
        });

        Assert.That(() => trainer.Fit(Messages.LoadKeyed(ml, 30)), Throws.InvalidOperationException.With.Message.Contains("'Sentence2' holds second texts"));
    }

    private static List<string> WarningsOf(IReadOnlyList<Message> rows)
    {
        var ml = new MLContext(seed: 1);
        return Listen(ml, () => ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => (options.Epochs, options.MaxTokens) = (1, 64))).Fit(Key(ml, rows)));
    }

    private static IDataView Key(MLContext ml, IReadOnlyList<Message> rows)
    {
        var data = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
    }

    /// <summary>What a fit warns of, except that these fits are short.</summary>
    private static List<string> Listen(MLContext ml, Action fit)
    {
        var warnings = new List<string>();
        ml.Log += (_, message) => warnings.AddRange(message.Message.Contains("Kind=Warning", StringComparison.Ordinal) && !message.RawMessage.Contains("steps", StringComparison.Ordinal) ? [message.RawMessage] : []);
        fit();
        return warnings;
    }

    private static void RemoveSecondTokenType(string folder)
    {
        const string Name = "embeddings.token_type_embeddings.weight";
        var checkpoint = Checkpoint.Load(folder);
        var shape = checkpoint.Shape with { TokenTypes = 1 };
        var tensors = checkpoint.Tensors.Values.Select(tensor => tensor.Name == Name
            ? new NamedTensor(Name, [1, shape.HiddenSize], tensor.Values[..shape.HiddenSize])
            : tensor);
        new Checkpoint(checkpoint.Settings with { Shape = shape }, tensors).Save(Path.Combine(folder, "changed"));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "changed")))
        {
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }
    }
}
