using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Distillation;

/// <summary>Students with a vocabulary of their own.</summary>
public class StudentVocabularyTests
{
    private const int Pieces = 150;

    private static readonly DistillationRecipe _predictions = DistillationRecipe.Hinton(temperature: 1, alpha: 1);

    /// <summary>A teacher of fewer pieces than its student.</summary>
    private static readonly Lazy<FullPrecisionTransformer> _coarse = new(() =>
        new MLContext(seed: 1).MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.VocabularySize = 120)).Fit(Fitted.Train));

    private readonly MLContext _ml = new(seed: 1);
    private readonly List<string> _messages = [];

    private MulticlassClassificationCatalog.MulticlassClassificationTrainers Trainers => _ml.MulticlassClassification.Trainers;

    [OneTimeSetUp]
    public void Listen()
    {
        MLNetCompression.Register(_ml);
        _ml.Log += (_, message) => _messages.Add(message.RawMessage);
    }

    /// <summary>Where states are compared the teacher reads the student's pieces: as if it had no others.</summary>
    [Test]
    public void Fit_ReducedAndStatesCompared_IsWhatAReducedTeacherTeaches()
    {
        var reduced = (TextModelTransformer)Fitted.Teacher.ReduceVocabulary(Fitted.Train, Pieces);
        var expected = Trainers.Distillation(reduced, Small.Distillation(options => options.Seed = 3)).Fit(Fitted.Train);

        var student = Trainers.Distillation(Fitted.Teacher, Options(DistillationRecipe.Joint, options => options.Seed = 3)).Fit(Fitted.Train);

        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(Pieces).And.EqualTo(student.Model.Embeddings.Words.Rows));
        Assert.That(Pretrained.Bytes(student.Model), Is.EqualTo(Pretrained.Bytes(expected.Model)));
        Assert.That(_messages, Has.Some.StartsWith($"the student's vocabulary: {Pieces} of "));
    }

    [TestCase("Reduced")]
    [TestCase("Learned")]
    public void Fit_Predictions_TeacherReadsItsOwnPieces(string name)
    {
        var kind = name == "Reduced" ? StudentVocabulary.Reduced : StudentVocabulary.Learned;
        var options = Options(_predictions, options => (options.StudentVocabulary, options.Epochs, options.ValidationSet) = (kind, 10, Messages.Load(_ml, 60, seed: 8)));

        var teacher = kind == StudentVocabulary.Reduced ? Fitted.Teacher : _coarse.Value;
        var student = Trainers.Distillation(teacher, options).Fit(Fitted.Train);

        var loaded = SavedModel.RoundTrip(_ml, student, Fitted.Test.Schema);
        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(Pieces));
        Assert.That(student.Model.Vocabulary.Tokens.All(teacher.Model.Vocabulary.Tokens.Contains), Is.EqualTo(kind == StudentVocabulary.Reduced));
        Assert.That(ScoredRows.Of(loaded.Transform(Fitted.Test)), Is.EqualTo(ScoredRows.Of(student.Transform(Fitted.Test))));
        Assert.That(_ml.MulticlassClassification.Evaluate(loaded.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.85).And.EqualTo(student.Report.Quality!.Accuracy).Within(1e-9));
        Assert.That(student.Report.Quality.LabelLoyalty, Is.GreaterThan(0.85), "with what the teacher says of its own pieces");
    }

    [TestCase("Reduced")]
    [TestCase("Learned")]
    public void Fit_StagesBehind_GoOnInTheStudentsPieces(string name)
    {
        var kind = name == "Reduced" ? StudentVocabulary.Reduced : StudentVocabulary.Learned;
        var teacher = Trainers.TextClassification(Small.Teacher(options => options.ValidationSet = Messages.Load(_ml, 60, seed: 8)));
        var chain = Trainers.Distillation(teacher, Options(_predictions, options => (options.StudentVocabulary, options.Epochs) = (kind, 10))).Prune(Small.Pruning()).Quantize(Small.Aware());

        var model = chain.Fit(Fitted.Train);

        Assert.That(model.Model.Vocabulary.Count, Is.EqualTo(Pieces));
        Assert.That(model.Report.Quality!.Accuracy, Is.GreaterThan(0.7).And.EqualTo(_ml.MulticlassClassification.Evaluate(model.Transform(Fitted.Test)).MicroAccuracy).Within(1e-9));
    }

    [Test]
    public void Fit_LearnedAndStatesCompared_IsRefusedBeforeTheTeacherIsTrained()
    {
        _messages.Clear();
        var estimator = Trainers.Distillation(Trainers.TextClassification(Small.Teacher()), Options(DistillationRecipe.Joint, options => options.StudentVocabulary = StudentVocabulary.Learned));

        Assert.That(() => estimator.Fit(Fitted.Train), Throws.ArgumentException
            .With.Message.Contains("StudentVocabulary is Learned").And.Message.Contains("set StudentVocabulary to Reduced").And.Message.Contains("DistillationRecipe.Hinton"));
        Assert.That(_messages, Has.None.StartsWith("fine-tune"));
    }

    [Test]
    public void Fit_TooFewPieces_IsRefusedBeforeTheTeacherIsTrained()
    {
        _messages.Clear();
        var options = Small.Distillation(options => options.Student = Small.Student with { VocabularySize = 20 });

        Assert.That(() => Trainers.Distillation(Trainers.TextClassification(Small.Teacher()), options).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("20 pieces are asked for"));
        Assert.That(_messages, Has.None.StartsWith("fine-tune"));
    }

    [Test]
    public void Fit_SecondTeacherOfOtherTokens_TeachesPredictions()
    {
        var student = Trainers.Distillation([DistillationTeacher.Of(Fitted.Teacher), DistillationTeacher.Of(_coarse.Value)], Options(DistillationRecipe.Joint, options => options.Epochs = 2)).Fit(Fitted.Train);

        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(Pieces));
    }

    [Test]
    public void Fit_OwnStartOrFromScratch_TakesTheShapesVocabulary()
    {
        var shape = new ModelShape(1, 32, 2, 64) { VocabularySize = 100 };
        var chain = _ml.Transforms.Text.FeaturizeText("Features", "Sentence1").Append<ITransformer>(Trainers.SdcaMaximumEntropy()).Fit(Fitted.Train);

        var scratch = Trainers.TextClassification(Small.Teacher(options => (options.Shape, options.Epochs) = (shape, 1))).Fit(Fitted.Train);
        var student = Trainers.Distillation(chain, Small.Distillation(options => (options.Student, options.Recipe, options.Epochs) = (shape, _predictions, 1))).Fit(Fitted.Train);

        Assert.That((scratch.Model.Vocabulary.Count, student.Model.Vocabulary.Count), Is.EqualTo((100, 100)));
    }

    [TestCase("Reduced")]
    [TestCase("Learned")]
    public void Fit_OwnStartFromACheckpoint_MatchesPieces(string name)
    {
        var kind = name == "Reduced" ? StudentVocabulary.Reduced : StudentVocabulary.Learned;
        using var folder = new TemporaryFolder();
        var checkpoint = Path.Combine(folder.Path, "checkpoint");
        Fitted.Teacher.ExportCheckpoint(checkpoint);
        var chain = _ml.Transforms.Text.FeaturizeText("Features", "Sentence1").Append<ITransformer>(Trainers.SdcaMaximumEntropy()).Fit(Fitted.Train);
        var options = Options(_predictions, options => (options.StudentVocabulary, options.Epochs, options.Text) = (kind, 6, new StudentText { Checkpoint = checkpoint, MaxTokens = 24 }));

        var student = Trainers.Distillation(chain, options).Fit(Fitted.Train);

        Assert.That(student.Model.Vocabulary.Count, Is.EqualTo(Pieces));
        Assert.That(_ml.MulticlassClassification.Evaluate(student.Transform(Fitted.Test)).MicroAccuracy, Is.GreaterThan(0.8));
    }

    [Test]
    public void Options_ThatSayNothing_AreRefused()
    {
        Assert.That(
            () => Trainers.Distillation(Fitted.Teacher, Small.Distillation(options => options.StudentVocabulary = StudentVocabulary.Learned)),
            Throws.ArgumentException.With.Message.Contains("StudentVocabulary is Learned, but Student.VocabularySize is null"));
        Assert.That(() => Small.Student with { VocabularySize = 15 }, Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Shapes_OfOtherVocabularies_AreOtherShapes()
    {
        var shape = Small.Student with { VocabularySize = 5_000 };

        Assert.That($"{shape}", Is.EqualTo("1x32x2x64 vocabulary=5000"));
        Assert.That(shape, Is.Not.EqualTo(Small.Student).And.EqualTo(Small.Student with { VocabularySize = 5_000 }));
    }

    private static DistillationTrainer.Options Options(DistillationRecipe recipe, Action<DistillationTrainer.Options>? change = null) => Small.Distillation(options =>
    {
        (options.Student, options.Recipe) = (Small.Student with { VocabularySize = Pieces }, recipe);
        change?.Invoke(options);
    });
}
