using Microsoft.ML;
using MLNet.Compression.Reliability;
using MLNet.Compression.Reliability.Soaking;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Tests.Reliability;

/// <summary>One fitted transformer on many threads.</summary>
public class ThreadsTests
{
    private const int Threads = 16;
    private const int Rounds = 60;

    private static readonly Lazy<byte[]> _zip = new(() =>
    {
        var ml = new MLContext(seed: 1);
        using var model = TrainedModel.Fit(ml);
        using var stream = new MemoryStream();
        ml.Model.Save(model, TrainedModel.Keyed(ml).Schema, stream);
        return stream.ToArray();
    });

    // The first load trains the model, which then holds memory of its own: not the tests' affair.
    [OneTimeSetUp]
    public void TrainModel() => Load().Dispose();

    [Test]
    public void Score_SixteenThreadsInEveryWay_GivesTheBitsOfOneThread()
    {
        using var model = Load();
        var run = new SoakRun(model, Texts(30));

        var faults = run.Run(Threads, round => round < 12);

        Assert.That(faults.Take(3), Is.Empty);
        Assert.That(run.Scored, Is.EqualTo(Threads * 12 * 30));
    }

    [Test]
    public void Score_ManyRounds_HoldsNoMoreMemoryNorHandlesThanBefore()
    {
        const long Slack = 1 << 20;
        const int FewHandles = 4;
        using var model = Load();
        var run = new SoakRun(model, Texts(30));
        var faults = run.Run(Threads, round => round < Rounds / 3).ToList();
        var before = ProcessState.Now();

        faults.AddRange(run.Run(Threads, round => round < Rounds));

        var after = ProcessState.Now();
        TestContext.Out.WriteLine($"{before}\n{after}");
        Assert.That(faults.Take(3), Is.Empty);
        Assert.That(after.ManagedBytes, Is.LessThan(before.ManagedBytes + Slack));
        Assert.That(after.NativeBytes, Is.LessThan(before.NativeBytes + Slack));
        Assert.That(after.Handles, Is.LessThan(before.Handles + FewHandles));
    }

    [Test]
    public void Dispose_WhileOthersScore_EndsThemWithObjectDisposedException()
    {
        string[] texts = [.. Texts(20)];
        ProcessState.Collect();
        var before = NativeBytes.Held;
        for (var time = 0; time < 10; time++)
        {
            Assert.That(ScoreUntilDisposed(Load(), texts).Select(end => end.GetType()), Is.All.EqualTo(typeof(ObjectDisposedException)));
        }

        ProcessState.Collect();
        Assert.That(NativeBytes.Held, Is.LessThanOrEqualTo(before));
    }

    [Test]
    public void Model_NeverDisposed_LeavesNoNativeMemory()
    {
        ProcessState.Collect();
        var before = NativeBytes.Held;
        var thread = new Thread(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                Load().Score("a text that nobody cleans up after");
            }
        });

        thread.Start();
        thread.Join();

        ProcessState.Collect();
        Assert.That(NativeBytes.Held, Is.LessThanOrEqualTo(before));
    }

    private static List<Exception> ScoreUntilDisposed(TextModelTransformer model, string[] texts)
    {
        var ways = new ScoringWays(new MLContext(seed: 1), model, texts).All;
        var ends = new List<Exception>();
        using var begun = new CountdownEvent(ways.Count * 2);
        var threads = Enumerable.Range(0, ways.Count * 2).Select(i => new Thread(() =>
        {
            var end = ScoreUntilItThrows(ways[i % ways.Count].Score, begun);
            lock (ends)
            {
                ends.Add(end);
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        begun.Wait();
        model.Dispose();
        threads.ForEach(thread => thread.Join());
        return ends;
    }

    private static Exception ScoreUntilItThrows(Func<float[][]> score, CountdownEvent begun)
    {
        try
        {
            for (var signalled = false; ; signalled = true)
            {
                score();
                if (!signalled)
                {
                    begun.Signal();
                }
            }
        }
        catch (Exception end)
        {
            return end;
        }
    }

    private static IEnumerable<string> Texts(int count) => TrainedModel.Rows(count).Select(row => row.Text);

    private static TextModelTransformer Load()
    {
        var ml = new MLContext(seed: 1);
        MLNetCompression.Register(ml);
        return TrainedModel.Of(ml.Model.Load(new MemoryStream(_zip.Value), out _));
    }
}
