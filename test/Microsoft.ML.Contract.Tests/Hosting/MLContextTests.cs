using Microsoft.ML.Runtime;

namespace Microsoft.ML.Contract.Tests.Hosting;

[TestFixture]
internal sealed class MLContextTests
{
    [Test]
    public void Log_MessageOfAHostsChannel_CarriesSourceAndKind()
    {
        var context = new MLContext();
        var messages = new List<LoggingEventArgs>();
        context.Log += (_, message) => messages.Add(message);

        var host = ((IHostEnvironment)context).Register("Trainer");
        using (var channel = host.Start("Training"))
            channel.Warning(MessageSensitivity.None, "loss {0} of {1}", 1, 2);

        var warning = messages.Single(message => message.Kind == ChannelMessageKind.Warning);
        Assert.That(warning.Source, Is.EqualTo("Trainer; Training"));
        Assert.That(warning.RawMessage, Is.EqualTo("loss 1 of 2"));
        Assert.That(warning.Message, Is.EqualTo("[Source=Trainer; Training, Kind=Warning] loss 1 of 2"));
    }

    [Test]
    public void Log_PlainMessageWithBraces_IsNotFormatted()
    {
        var context = new MLContext();
        var messages = new List<string>();
        context.Log += (_, message) => messages.Add(message.RawMessage);

        using (var channel = ((IHostEnvironment)context).Start("Any"))
            channel.Info(MessageSensitivity.None, "a {brace}");

        Assert.That(messages, Does.Contain("a {brace}"));
    }

    [Test]
    public void Log_ProgressChannel_SaysNothing()
    {
        var context = new MLContext();
        var messages = new List<string>();
        var host = ((IHostEnvironment)context).Register("Trainer");
        context.Log += (_, message) => messages.Add(message.RawMessage);

        using (var progress = host.StartProgressChannel("Training"))
        {
            progress.SetHeader(new ProgressHeader(["loss"], ["steps"]), entry => entry.SetProgress(0, 1, 2));
            progress.Checkpoint(0.5, 1);
        }

        Assert.That(messages, Is.Empty);
    }

    [Test]
    public void Register_SameSeed_GivesTheSameNumbers()
    {
        var numbers = Numbers(new MLContext(seed: 3));

        Assert.That(Numbers(new MLContext(seed: 3)), Is.EqualTo(numbers));
        Assert.That(numbers, Is.Not.EqualTo(Numbers(new MLContext(seed: 4))));
    }

    [Test]
    public void Register_SeedOfItsOwn_WinsOverTheContexts()
    {
        var first = ((IHostEnvironment)new MLContext(seed: 1)).Register("Host", seed: 9);
        var second = ((IHostEnvironment)new MLContext(seed: 2)).Register("Host", seed: 9);

        Assert.That(first.Rand.Next(), Is.EqualTo(second.Rand.Next()));
    }

    [Test]
    public void Options_SetAndRemoved_AreFoundInBetween()
    {
        var context = new MLContext();

        Assert.That(context.TryAddOption("threads", 2), Is.True);
        Assert.That(context.TryAddOption("threads", 3), Is.False);
        Assert.That(context.GetOptionOrDefault<int>("threads"), Is.EqualTo(2));
        context.SetOption("threads", 4);
        Assert.That(context.TryGetOption<int>("threads", out var threads), Is.True);
        Assert.That(threads, Is.EqualTo(4));
        Assert.That(context.RemoveOption("threads"), Is.True);
        Assert.That(context.TryGetOption<int>("threads", out _), Is.False);
        Assert.That(context.GetOptionOrDefault<int>("threads"), Is.Zero);
    }

    private static int[] Numbers(MLContext context)
    {
        var host = ((IHostEnvironment)context).Register("Host");
        return [.. Enumerable.Range(0, 8).Select(_ => host.Rand.Next())];
    }
}
