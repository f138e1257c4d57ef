using System.Collections.Concurrent;
using MLNet.Compression.Runtime.Kernels;

namespace MLNet.Compression.Runtime.Tests.Kernels;

internal sealed class WorkerPoolTests
{
    [Test]
    public void For_AnyNumberOfPartsAndThreads_RunsEachPartOnce()
    {
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            var pool = new WorkerPool(threads);
            foreach (var parts in new[] { 0, 1, 2, 3, 100, 1000 })
            {
                var runs = new int[parts];
                pool.For(parts, part => Interlocked.Increment(ref runs[part]));
                Assert.That(runs, Is.All.EqualTo(1), $"{parts} parts, {threads} threads");
            }
        }
    }

    [Test]
    public void ForRange_AnyCount_CoversItOnceInRangesThatIgnoreTheThreads()
    {
        foreach (var (count, minimum) in new[] { (0, 1), (1, 10), (19, 10), (20, 10), (1000, 3), (100_000, 7) })
        {
            var ranges = new[] { 1, 2, 3 }.Select(threads => Ranges(new WorkerPool(threads), count, minimum)).ToArray();
            Assert.That(ranges[1], Is.EqualTo(ranges[0]));
            Assert.That(ranges[2], Is.EqualTo(ranges[0]));
            Assert.That(ranges[0].Sum(range => range.To - range.From), Is.EqualTo(count));
            Assert.That(ranges[0].Zip(ranges[0].Skip(1)), Is.All.Matches<((int From, int To) A, (int From, int To) B)>(pair => pair.A.To == pair.B.From));
            Assert.That(ranges[0], Is.All.Matches<(int From, int To)>(range => range.To - range.From >= Math.Min(count, minimum)));
        }
    }

    [TestCase(1)]
    [TestCase(3)]
    public void For_PartThatThrows_ReachesTheCallerAndLeavesThePoolUsable(int threads)
    {
        var pool = new WorkerPool(threads);
        for (var i = 0; i < 50; i++)
        {
            Assert.That(() => pool.For(20, part => ThrowAt(part, 7)), Throws.InvalidOperationException.With.Message.EqualTo("part 7"));
        }

        var runs = 0;
        pool.For(20, _ => Interlocked.Increment(ref runs));
        Assert.That(runs, Is.EqualTo(20));
    }

    [Test]
    public void For_WithinAPart_RunsInline()
    {
        var pool = new WorkerPool(3);
        var total = 0;
        pool.For(10, _ =>
        {
            var thread = Environment.CurrentManagedThreadId;
            pool.For(10, _ =>
            {
                Assert.That(Environment.CurrentManagedThreadId, Is.EqualTo(thread));
                Interlocked.Increment(ref total);
            });
        });
        Assert.That(total, Is.EqualTo(100));
    }

    [Test]
    public void For_FromSeveralThreadsAtOnce_RunsEachPartOnce()
    {
        var pool = new WorkerPool(3);
        var totals = new int[6];
        var callers = Enumerable.Range(0, totals.Length).Select(caller => new Thread(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                pool.For(5, _ => Interlocked.Increment(ref totals[caller]));
            }
        })).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.That(totals, Is.All.EqualTo(2500));
    }

    [Test]
    public void For_PartsThatWaitForEachOther_RunOnTheThreadsAskedFor()
    {
        using var barrier = new Barrier(3);
        new WorkerPool(3).For(3, _ => barrier.SignalAndWait());
        Assert.That(barrier.CurrentPhaseNumber, Is.EqualTo(1));
    }

    [Test]
    public void Constructor_NegativeThreads_IsRefused()
    {
        Assert.That(() => new WorkerPool(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(new WorkerPool().Threads, Is.EqualTo(Environment.ProcessorCount));
    }

    private static void ThrowAt(int part, int failing)
    {
        if (part == failing)
        {
            throw new InvalidOperationException($"part {part}");
        }
    }

    private static (int From, int To)[] Ranges(WorkerPool pool, int count, int minimum)
    {
        var ranges = new ConcurrentBag<(int From, int To)>();
        pool.ForRange(count, minimum, (from, to) => ranges.Add((from, to)));
        return [.. ranges.Order()];
    }
}
