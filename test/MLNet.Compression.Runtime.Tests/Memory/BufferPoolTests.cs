using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Tests.Memory;

internal sealed class BufferPoolTests
{
    [Test]
    public unsafe void Rent_AnyLength_IsAlignedAndLongEnoughButNotWasteful()
    {
        var pool = new BufferPool();
        for (var length = 0L; length < 3_000_000; length = (length * 5 / 4) + 1)
        {
            var buffer = pool.Rent(length);
            Assert.That(buffer.Length, Is.InRange(length, Math.Max(16, length * 5 / 4)));
            Assert.That((nint)buffer.Pointer % NativeBuffer.Alignment, Is.EqualTo((nint)0));
            pool.Return(buffer);
        }

        pool.Trim();
    }

    [Test]
    public void Rent_AfterReturn_GivesTheSameBuffer()
    {
        var pool = new BufferPool();
        var first = pool.Rent(1000);
        pool.Return(first);
        var second = pool.Rent(990);
        var third = pool.Rent(990);
        Assert.That(second, Is.SameAs(first));
        Assert.That(third, Is.Not.SameAs(first));
        pool.Return(second);
        pool.Return(third);
        pool.Trim();
    }

    [Test]
    public void Counters_RentReturnTrim_FollowTheBytes()
    {
        var pool = new BufferPool();
        var a = pool.Rent(1024);
        var b = pool.Rent(2048);
        Assert.That((pool.BytesInUse, pool.PeakBytesInUse, pool.BytesIdle), Is.EqualTo((12_288L, 12_288L, 0L)));
        pool.Return(b);
        Assert.That((pool.BytesInUse, pool.PeakBytesInUse, pool.BytesIdle), Is.EqualTo((4096L, 12_288L, 8192L)));
        pool.ResetPeak();
        pool.Trim();
        Assert.That((pool.BytesInUse, pool.PeakBytesInUse, pool.BytesIdle), Is.EqualTo((4096L, 4096L, 0L)));
        Assert.That(b.IsClosed, Is.True);
        pool.Return(a);
        pool.Trim();
    }

    [Test]
    public void Rent_SizesThatNeverRepeat_LeavesLittleIdle()
    {
        var pool = new BufferPool();
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var rented = Enumerable.Range(0, 5).Select(_ => pool.Rent(random.Next(1 << 20, 8 << 20))).ToArray();
            Assert.That(pool.BytesInUse + pool.BytesIdle, Is.LessThanOrEqualTo(pool.PeakBytesInUse * 5 / 4), $"round {round}");
            Array.ForEach(rented, pool.Return);
        }

        pool.Trim();
    }

    [Test]
    public void Return_Twice_IsRefused()
    {
        var pool = new BufferPool();
        var buffer = pool.Rent(10);
        pool.Return(buffer);
        Assert.That(() => pool.Return(buffer), Throws.ArgumentException);
        using var foreign = new NativeBuffer(10);
        Assert.That(() => pool.Return(foreign), Throws.ArgumentException);
        pool.Trim();
    }

    [Test]
    public void Rent_FromSeveralThreads_NeverSharesABuffer()
    {
        var pool = new BufferPool();
        var clashes = 0;
        Parallel.For(0, 4, worker =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var buffer = pool.Rent(64);
                var values = buffer.Span(64);
                values.Fill(worker);
                clashes += values.IndexOfAnyExcept(worker) >= 0 ? 1 : 0;
                pool.Return(buffer);
            }
        });
        Assert.That(clashes, Is.Zero);
        Assert.That(pool.BytesInUse, Is.Zero);
        pool.Trim();
    }

    [Test]
    public void Buffer_NegativeOrHugeLength_IsRefused()
    {
        Assert.That(() => new NativeBuffer(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new NativeBuffer(long.MaxValue), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new BufferPool().Rent(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Buffer_Clear_IsZeroAndSpansStayInside()
    {
        using var buffer = new NativeBuffer(100);
        buffer.Clear();
        Assert.That(buffer.Span(100).ToArray(), Is.All.Zero);
        Assert.That(() => buffer.Span(101).Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
