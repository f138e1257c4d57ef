using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pretraining;

/// <summary>Runs that are stopped, and go on.</summary>
public class PretrainingRunTests
{
    [Test]
    public void ContinuedPretraining_Stopped_GoesOnWithTheSameBytes() => GoesOn(
        (ml, folder, token, progress) => ml.Transforms.Text.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued(options =>
            (options.ResumeFolder, options.CancellationToken, options.Progress) = (folder, token, progress))),
        Pretrained.Masked);

    [Test]
    public void GeneralDistillation_Stopped_GoesOnWithTheSameBytes() => GoesOn(
        (ml, folder, token, progress) => ml.Transforms.Text.GeneralDistillation(Fitted.Teacher, Pretrained.General(options =>
            (options.ResumeFolder, options.CancellationToken, options.Progress) = (folder, token, progress))),
        Pretrained.Student);

    [Test]
    public void Fit_ContextCancelled_Stops()
    {
        var ml = new MLContext(seed: 1);
        var estimator = ml.Transforms.Text.GeneralDistillation(Fitted.Teacher, Pretrained.General(options =>
        {
            options.Epochs = 10_000;
            options.Progress = new Listener(_ => Cancellation.CancelExecution(ml));
        }));

        Assert.That(() => estimator.Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Fit_AfterwardsWithOtherOptions_IsRefused()
    {
        using var folder = new TemporaryFolder();
        PretrainingEstimator Estimator(DistillationRecipe recipe) => new MLContext(seed: 1).Transforms.Text.GeneralDistillation(
            Fitted.Teacher, Pretrained.General(options => (options.ResumeFolder, options.Epochs, options.Recipe) = (folder.Path, 1, recipe)));
        Estimator(DistillationRecipe.TinyBertGeneral).Fit(Fitted.Train);

        Assert.That(() => Estimator(DistillationRecipe.TinyBertGeneral.Without<EmbeddingLoss>()).Fit(Fitted.Train), Throws.TypeOf<ResumeMismatchException>());
    }

    private static void GoesOn(Func<MLContext, string, CancellationToken, IProgress<TrainingProgress>, PretrainingEstimator> make, PretrainedTextTransformer expected)
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var stopped = make(new MLContext(seed: 1), folder.Path, source.Token, new Listener(progress =>
        {
            if (!progress.IsFinal)
            {
                source.Cancel();
            }
        }));
        Assert.That(() => stopped.Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Path, "*.state", SearchOption.AllDirectories), Is.Not.Empty);
        var (ml, messages) = (new MLContext(seed: 1), new List<string>());
        ml.Log += (_, message) => messages.Add(message.RawMessage);

        var resumed = make(ml, folder.Path, default, new Listener(_ => { })).Fit(Fitted.Train);

        Assert.That(messages, Has.One.Contains("resumed from"));
        Assert.That(Pretrained.Bytes(resumed.Model), Is.EqualTo(Pretrained.Bytes(expected.Model)));
    }
}
