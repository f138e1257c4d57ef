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
    public void Dispose_WhileOthersScore_DisturbsNobodyAndFreesTheMemory()
    {
        var model = Load();
        model.Score("a text for which the weights are laid out, which the model keeps");
        model.Dispose();
        ProcessState.Collect();
        var before = NativeBytes.Held;
        var run = new SoakRun(model, Texts(20));

        // Each thread now and then takes the memory from all.
        var faults = run.Run(Threads, round =>
        {
            if (round % 3 == 1)
            {
                model.Dispose();
            }

            return round < 12;
        });

        model.Dispose();
        ProcessState.Collect();
        Assert.That(faults.Take(3), Is.Empty);
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

    private static IEnumerable<string> Texts(int count) => TrainedModel.Rows(count).Select(row => row.Text);

    private static TextModelTransformer Load()
    {
        var ml = new MLContext(seed: 1);
        MLNetCompression.Register(ml);
        return TrainedModel.Of(ml.Model.Load(new MemoryStream(_zip.Value), out _));
    }
}
