using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Stages;

/// <summary>What a Fit tells on its way, and how it is stopped.</summary>
public class ProgressTests
{
    [Test]
    public void Fit_Chain_LogsEveryStage()
    {
        var ml = new MLContext(seed: 1);
        var messages = new List<(string Source, string Text)>();
        ml.Log += (_, message) => messages.Add((message.Source, message.RawMessage));

        Fitted.Chain(ml).Fit(Messages.LoadKeyed(ml, 60));

        foreach (var stage in new[] { "fine-tune", "distil", "prune", "quantise" })
        {
            var last = messages.Last(message => message.Text.StartsWith($"{stage}: epoch", StringComparison.Ordinal));
            Assert.That(last.Source, Does.StartWith(stage == "fine-tune" ? "TextClassification" : "Distillation"));
            Assert.That(last.Text, Does.Contain("loss").And.Contain("learning rate").And.Contain("tokens/s").And.Contain("left"));
            Assert.That(messages.Select(message => message.Text), Has.Some.StartsWith($"{stage}: accuracy"));
        }
    }

    [Test]
    public void Fit_Listener_HearsOfFirstAndLastStep()
    {
        var heard = new List<TrainingProgress>();
        var trainer = Fitted.Context.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(heard.Add)));

        trainer.Fit(Fitted.Train);

        Assert.That(heard[0].Step, Is.EqualTo(1));
        Assert.That(heard[^1].IsFinal, Is.True);
        Assert.That(heard[^1].TokensPerSecond, Is.GreaterThan(0));
    }

    [Test]
    public void Fit_Cancelled_StopsBeforeTheNextBatchAndChangesNothing()
    {
        var (before, steps) = (Bytes(Fitted.Teacher), 0L);
        using var source = new CancellationTokenSource();
        var pruning = Fitted.Context.MulticlassClassification.Trainers.Prune(Fitted.Teacher, Small.Pruning(options =>
        {
            options.CancellationToken = source.Token;
            options.Progress = new Listener(progress =>
            {
                steps = progress.Step;
                source.Cancel();
            });
        }));

        Assert.That(() => pruning.Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(steps, Is.EqualTo(1));
        Assert.That(Bytes(Fitted.Teacher), Is.EqualTo(before));
    }

    [Test]
    public void Fit_LastStagesToken_StopsTheFirstStage()
    {
        using var source = new CancellationTokenSource();
        var teacher = Fitted.Context.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.Progress = new Listener(_ => source.Cancel())));
        var chain = teacher.Quantize(new QuantizationEstimator.Options { CancellationToken = source.Token });

        Assert.That(() => chain.Fit(Fitted.Train), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Fit_AlreadyCancelled_ReadsNoData()
    {
        var data = new WatchedDataView(Fitted.Train);
        var trainer = Fitted.Context.MulticlassClassification.Trainers.TextClassification(Small.Teacher(options => options.CancellationToken = new CancellationToken(canceled: true)));

        Assert.That(() => trainer.Fit(data), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(data.RowsRead, Is.LessThanOrEqualTo(1));
    }

    private static byte[] Bytes(TextModelTransformer transformer)
    {
        using var stream = new MemoryStream();
        transformer.Model.Save(stream);
        return stream.ToArray();
    }
}
