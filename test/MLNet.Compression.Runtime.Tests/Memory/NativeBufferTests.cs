using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Runtime.Tests.Memory;

[TestFixture]
internal sealed unsafe class NativeBufferTests
{
    [Test]
    public void Cleared_AnyType_IsAlignedAndZero([Values(0, 1, 3, 1000, 1_000_000)] int count)
    {
        using var bytes = NativeBuffer.Cleared<byte>(count);
        using var shorts = NativeBuffer.Cleared<ushort>(count);

        Assert.That((long)bytes.Pointer % NativeBuffer.Alignment, Is.Zero);
        Assert.That((long)shorts.Pointer % NativeBuffer.Alignment, Is.Zero);
        Assert.That(new ReadOnlySpan<byte>(bytes.Pointer, count).ContainsAnyExcept((byte)0), Is.False);
        Assert.That(new ReadOnlySpan<ushort>(shorts.Pointer, count).ContainsAnyExcept((ushort)0), Is.False);
    }

    /// <summary>The largest matrices, filled up to whole blocks, take more than 2^31 bytes; pages that nobody touches take no memory.</summary>
    [Test]
    public void BlockLists_OfMoreThanTwoToThe32Bytes_ReachTheLastBlock()
    {
        const int Blocks = (1 << 26) + 1;
        var lists = new BlockLists([0, Blocks - 1, Blocks], BlockGeometry.Bytes);
        (*lists.BlocksOf(1), *lists.IndicesOf(1)) = (7, 9);

        Assert.That(lists.BlocksOf(1) - lists.BlocksOf(0), Is.EqualTo((long)(Blocks - 1) * BlockLists.BlockBytes));
        Assert.That((*lists.BlocksOf(1), *lists.IndicesOf(1)), Is.EqualTo(((byte)7, (ushort)9)));
        Assert.That((*lists.BlocksOf(0), *lists.IndicesOf(0)), Is.EqualTo(((byte)0, (ushort)0)));
        GC.KeepAlive(lists);
    }

    [Test]
    public void Reserve_MoreThanBefore_GrowsAndElseKeepsItsMemory()
    {
        using var buffer = new GrowingBuffer();
        var first = (nint)buffer.Reserve<float>(100);
        var same = (nint)buffer.Reserve<byte>(400);
        _ = (nint)buffer.Reserve<float>(101);

        Assert.That(same, Is.EqualTo(first));
        Assert.That(buffer.Bytes, Is.EqualTo(404));
    }

    [Test]
    public void Dispose_OfABuffer_GivesItsBytesBack()
    {
        var before = NativeBytes.Held;
        var buffer = new GrowingBuffer();
        _ = (nint)buffer.Reserve<float>(1 << 20);
        var during = NativeBytes.Held;
        buffer.Dispose();

        Assert.That(during - before, Is.AtLeast(4 << 20));
        Assert.That(during - NativeBytes.Held, Is.AtLeast(4 << 20));
        Assert.That(buffer.Bytes, Is.Zero);
    }
}
