using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Tests.Kernels.Int8;

[TestFixture]
internal sealed class SafeRunsTests
{
    private const int Blocks16x4 = 150;
    private const int MostOfLane = short.MaxValue / QuantizedRows.KernelLargest;

    [Test]
    public void Append_RandomBlocks_TakesEachOnceAndKeepsEveryLaneInRange([Values(1, 2, 3)] int length, [Values(20, 60, 127)] int largest)
    {
        var blocks = Blocks(largest, emptyShare: 0.3);
        var order = Order(blocks, length);

        Assert.That(order.Count % length, Is.Zero);
        Assert.That(order.Where(step => step != SafeRuns.Filler).Order(), Is.EqualTo(Enumerable.Range(0, Blocks16x4).Where(step => Block(blocks, step).Any(w => w != 0))));
        foreach (var run in order.Chunk(length))
        {
            for (var lane = 0; lane < BlockLists.BlockBytes / 2; lane++)
            {
                var weights = run.Where(step => step != SafeRuns.Filler).SelectMany(step => Block(blocks, step).Skip(2 * lane).Take(2)).ToArray();
                Assert.That(weights.Sum(w => Math.Max((int)w, 0)), Is.LessThanOrEqualTo(MostOfLane));
                Assert.That(weights.Sum(w => Math.Min((int)w, 0)), Is.GreaterThanOrEqualTo(-MostOfLane));
            }
        }
    }

    [Test]
    public void Append_SmallWeights_FillsAllRunsButTheLast()
    {
        var order = Order(Blocks(largest: 20, emptyShare: 0), length: 3);

        Assert.That(order, Has.Count.EqualTo(Blocks16x4).And.None.EqualTo(SafeRuns.Filler));
    }

    [Test]
    public void Append_AHardBlockBehindEasyOnes_FindsPartnersForIt()
    {
        // 64 and 194 in a lane fit, twice 194 do not: in their own order the easy ones would be used up among themselves.
        var blocks = new sbyte[4 * BlockLists.BlockBytes];
        blocks.AsSpan(0, 2 * BlockLists.BlockBytes).Fill(32);
        blocks.AsSpan(2 * BlockLists.BlockBytes).Fill(97);
        var order = new List<int>();
        new SafeRuns(4, BlockLists.BlockBytes, 2).Append(blocks, order);

        Assert.That(order, Has.Count.EqualTo(4).And.None.EqualTo(SafeRuns.Filler));
    }

    private static List<int> Order(sbyte[] blocks, int length)
    {
        var order = new List<int>();
        new SafeRuns(Blocks16x4, BlockLists.BlockBytes, length).Append(blocks, order);
        return order;
    }

    private static sbyte[] Blocks(int largest, double emptyShare)
    {
        var random = new Random(largest);
        var blocks = new sbyte[Blocks16x4 * BlockLists.BlockBytes];
        for (var step = 0; step < Blocks16x4; step++)
        {
            if (random.NextDouble() >= emptyShare)
            {
                foreach (ref var weight in blocks.AsSpan(step * BlockLists.BlockBytes, BlockLists.BlockBytes))
                {
                    weight = (sbyte)random.Next(-largest, largest + 1);
                }
            }
        }

        return blocks;
    }

    private static sbyte[] Block(sbyte[] blocks, int step) => blocks[(step * BlockLists.BlockBytes)..((step + 1) * BlockLists.BlockBytes)];
}
