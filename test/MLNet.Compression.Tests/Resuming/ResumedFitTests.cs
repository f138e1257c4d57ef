using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Resuming;

public class ResumedFitTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("mlnet-compression-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    /// <summary>The folder is set on the first stage alone.</summary>
    [Test]
    public void Fit_ChainCancelledInEveryStage_EndsWithTheSameBytesAndAllReports()
    {
        var expected = Chain(null, _ => { }).Fit(Fitted.Train);
        var (cancelled, result) = (new HashSet<string>(), default(TextModelTransformer));
        while (result is null)
        {
            using var source = new CancellationTokenSource();
            try
            {
                result = Chain(source, progress =>
                {
                    if (!progress.IsFinal && cancelled.Add(progress.Stage))
                    {
                        source.Cancel();
                    }
                }).Fit(Fitted.Train);
            }
            catch (OperationCanceledException)
            {
                Assert.That(Directory.GetFiles(_folder, "*.state", SearchOption.AllDirectories), Is.Not.Empty);
            }
        }

        Assert.That(cancelled, Is.EquivalentTo(["fine-tune", "distil", "prune", "quantise"]));
        Assert.That(Bytes(result), Is.EqualTo(Bytes(expected)));
        Assert.That(result.Report.Stages.Select(stage => stage.Stage), Is.EqualTo(expected.Report.Stages.Select(stage => stage.Stage)));
        Assert.That(result.Report.Stages.Where(stage => stage.Vocabulary is null), Is.All.Matches<StageReport>(stage => stage.TokensPerSecond > 0));
    }

    /// <summary>One context, and estimators made one after the other.</summary>
    [Test]
    public void Fit_SecondEstimatorOfTheProcess_GoesOnAndEndsWithTheSameBytes()
    {
        var (ml, messages) = (new MLContext(seed: 1), new List<string>());
        ml.Log += (_, message) => messages.Add(message.RawMessage);
        using var source = new CancellationTokenSource();
        TextClassificationTrainer Trainer(string? folder, CancellationToken token) => ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options =>
        {
            (options.Epochs, options.ResumeFolder, options.CancellationToken) = (2, folder, token);
            options.Progress = new Listener(_ => source.Cancel());
        }));
        Assert.That(() => Trainer(_folder, source.Token).Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());

        var resumed = Trainer(_folder, default).Fit(Fitted.Train);

        Assert.That(messages, Has.One.Contains("resumed from"));
        Assert.That(Bytes(resumed), Is.EqualTo(Bytes(Trainer(null, default).Fit(Fitted.Train))));
    }

    [Test]
    public void Fit_OtherScheme_IsRefused()
    {
        QuantizationEstimator Rounding(QuantizationScheme scheme)
        {
            var options = Small.Aware(training => training.ResumeFolder = _folder);
            options.Scheme = scheme;
            return Fitted.Context.MulticlassClassification.Trainers.Quantize(Fitted.Teacher, options);
        }

        Rounding(QuantizationScheme.LearnedStep(4)).Fit(Fitted.Train);

        Assert.That(() => Rounding(QuantizationScheme.Ternary).Fit(Fitted.Train), Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("Plan.Attention was learnt step of 4 bits, is ternary"));
    }

    [Test]
    public void Fit_OtherOption_IsRefusedNamingIt()
    {
        Teacher(_ => { }).Fit(Fitted.Train);

        Assert.That(
            () => Teacher(options => options.MaxTokens = 20).Fit(Fitted.Train),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("MaxTokens was 24, is 20"));
    }

    [Test]
    public void Fit_OtherData_IsRefusedNamingIt()
    {
        Teacher(_ => { }).Fit(Fitted.Train);

        Assert.That(
            () => Teacher(_ => { }).Fit(Messages.LoadKeyed(Fitted.Context, 250)),
            Throws.TypeOf<ResumeMismatchException>().With.Message.Contains("training data: it has 250 rows and had 240: 10 more"));
    }

    [Test]
    public void Fit_FoldsOfTheData_HaveFoldersOfTheirOwn()
    {
        var steps = 0;
        var teacher = Teacher(options =>
        {
            options.ResumePerData = true;
            options.Progress = new Listener(progress => steps += progress.IsFinal ? 0 : 1);
        });
        var folds = Fitted.Context.MulticlassClassification.CrossValidate(Fitted.Train, teacher, numberOfFolds: 2);
        var trained = steps;

        var again = Fitted.Context.MulticlassClassification.CrossValidate(Fitted.Train, teacher, numberOfFolds: 2);

        Assert.That(trained, Is.Positive);
        Assert.That(steps, Is.EqualTo(trained), "Both folds were done.");
        Assert.That(again.Select(fold => fold.Metrics.LogLoss), Is.EqualTo(folds.Select(fold => fold.Metrics.LogLoss)));
        Assert.That(Directory.GetDirectories(Path.Combine(_folder, "stage-1")), Has.Length.EqualTo(2));
    }

    [Test]
    public void Fit_ValidationSet_ShowsInTheProgress()
    {
        var heard = new List<TrainingProgress>();
        var test = Messages.Load(Fitted.Context, 30, seed: 8);
        var distillation = Fitted.Context.MulticlassClassification.Trainers.Distillation(Fitted.Teacher, Small.Distillation(options =>
        {
            options.ValidationSet = test;
            options.KeepBest = true;
            options.Progress = new Listener(heard.Add);
        }));

        var quality = distillation.Fit(Fitted.Train).Report.Quality!;

        Assert.That(heard[^1].Validation!.Score, Is.EqualTo(quality.Accuracy));
        Assert.That(heard[^1].Validation!.TeacherAgreement, Is.EqualTo(quality.LabelLoyalty));
        Assert.That(heard[^1].ToString(), Does.Contain("validation score").And.Contain("agreement with the teacher"));
    }

    [Test]
    public void Fit_KeepBestWithoutValidationSet_SaysWhatIsMissing() => Assert.That(
        () => Teacher(options => options.KeepBest = true).Fit(Fitted.Train), Throws.ArgumentException.With.Message.Contains("ValidationSet"));

    /// <summary>Contexts of one seed, as a program that is started again has them.</summary>
    private TextClassificationTrainer Teacher(Action<TextClassificationTrainer.Options> change) =>
        new MLContext(seed: 1).MulticlassClassification.Trainers.TextClassification(Small.Teacher(options =>
        {
            options.Epochs = 1;
            options.ResumeFolder = _folder;
            change(options);
        }));

    private QuantizationEstimator Chain(CancellationTokenSource? source, Action<TrainingProgress> listen)
    {
        var (ml, listener) = (new MLContext(seed: 1), new Listener(listen));
        var teacher = ml.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options =>
        {
            options.ResumeFolder = source is null ? null : _folder;
            options.Epochs = 2;
            options.Progress = listener;
        }));
        var rounding = Small.Aware();
        (rounding.Progress, rounding.CancellationToken) = (listener, source?.Token ?? default);
        return ml.MulticlassClassification.Trainers.Distillation(teacher, Small.Distillation(options => (options.Epochs, options.Progress) = (2, listener)))
            .ReduceVocabulary(200)
            .Prune(Small.Pruning(options => (options.Epochs, options.Progress, options.Further) = (2, listener, [new PruningTarget(PruningUnit.Heads, 0.5)])))
            .Quantize(rounding);
    }

    private static byte[] Bytes(TextModelTransformer transformer)
    {
        using var stream = new MemoryStream();
        transformer.Model.Save(stream);
        return stream.ToArray();
    }
}
