using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Pretraining;

public class ContinuedPretrainingTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Test]
    public void Estimator_Contract_Holds() => EstimatorContract.Check(
        _ml, _ml.Transforms.Text.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued(options => options.Epochs = 1)), Fitted.Train, Fitted.Test, Pretrained.Vectors);

    /// <summary>The held-out texts are hidden alike every time, so their losses can be compared.</summary>
    [Test]
    public void Fit_ClassifiersEncoder_LearnsToFindHiddenPieces()
    {
        var heard = new List<TrainingProgress>();
        var model = _ml.Transforms.Text.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued(options =>
        {
            (options.Epochs, options.ValidationSet, options.Progress) = (6, Fitted.Test, new Listener(heard.Add));
        })).Fit(Fitted.Train);

        var losses = heard.Where(progress => progress.Validation is not null).Select(progress => progress.Validation!.Loss).Distinct().ToList();
        TestContext.Out.WriteLine(string.Join(", ", losses));
        Assert.That(losses, Has.Count.EqualTo(6).And.Ordered.Descending);
        Assert.That(losses[^1], Is.LessThan(0.85 * Math.Log(model.Model.Vocabulary.Count)), "of all pieces alike");
        Assert.That(heard, Has.Some.Matches<TrainingProgress>(progress => progress.Remaining > TimeSpan.Zero));
        Assert.That(model.Stages.Single().Stage, Is.EqualTo("pretrain"));
    }

    [Test]
    public void Fit_ModelWithoutTheHead_SaysWhichTensorsAreNew()
    {
        var (ml, messages) = (new MLContext(seed: 1), new List<string>());
        ml.Log += (_, message) => messages.Add(message.RawMessage);

        var model = ml.Transforms.Text.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued(options => options.Epochs = 1)).Fit(Fitted.Train);

        Assert.That(model.NewTensors, Has.Some.EqualTo("cls.predictions.transform.dense.weight").And.All.StartsWith("cls.predictions."));
        Assert.That(messages, Has.Some.Contains("new weights").And.Some.Contains("pretrain: ").And.Some.Contains("240 texts"));
        Assert.That(model.IsMaskedLanguageModel, Is.True);
    }

    [Test]
    public void Fit_CheckpointWithTheHead_GoesOnWithIt()
    {
        using var checkpoint = new TemporaryFolder();
        Pretrained.Masked.ExportCheckpoint(checkpoint.Path);

        var fromFolder = _ml.Transforms.Text.ContinuedPretraining(checkpoint.Path, Pretrained.Continued()).Fit(Fitted.Train);
        var fromFitted = _ml.Transforms.Text.ContinuedPretraining(Pretrained.Masked, Pretrained.Continued()).Fit(Fitted.Train);

        Assert.That(fromFolder.NewTensors, Is.Empty);
        Assert.That(Pretrained.Bytes(fromFolder.Model), Is.EqualTo(Pretrained.Bytes(fromFitted.Model)));
    }

    [Test]
    public void Fit_OtherSeed_GivesOtherWeights() => Assert.That(
        Pretrained.Bytes(_ml.Transforms.Text.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued(options => options.Seed = 2)).Fit(Fitted.Train).Model),
        Is.Not.EqualTo(Pretrained.Bytes(Pretrained.Masked.Model)));

    [Test]
    public void Fit_AnyThreads_GivesTheSameBytes() => Assert.That(
        Pretrained.Bytes(_ml.Transforms.Text.ContinuedPretraining(Fitted.Teacher, Pretrained.Continued(options => options.Threads = 2)).Fit(Fitted.Train).Model),
        Is.EqualTo(Pretrained.Bytes(Pretrained.Masked.Model)));
}
