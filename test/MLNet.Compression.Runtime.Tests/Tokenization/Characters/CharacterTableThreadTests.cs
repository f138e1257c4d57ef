using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Characters;

[TestFixture]
internal sealed class CharacterTableThreadTests
{
    private const int Last = 0x10FFFF;

    [Test]
    public void CharacterTable_AskedByManyThreads_SaysTheSameToAll()
    {
        var options = new TokenizerOptions { CleanText = false, SplitCjk = false, StripAccents = true, LowerCase = false };
        using var together = new Barrier(4);
        var sums = new long[4];
        var threads = Enumerable.Range(0, 4).Select(thread => new Thread(() =>
        {
            together.SignalAndWait();
            var table = CharacterTable.For(options);
            for (var codePoint = 0; codePoint <= Last; codePoint++)
            {
                sums[thread] = (31 * sums[thread]) + Value(table, codePoint);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(sums, Is.All.EqualTo(sums[0]).And.All.Not.Zero);
    }

    private static long Value(CharacterTable table, int codePoint)
    {
        var entry = table[codePoint];
        var kind = CharacterTable.Kind(entry);
        var value = (long)kind + 1;
        foreach (var part in kind == CharacterKind.Expansion ? table.Expansion(entry) : [])
        {
            value = (17 * value) + part;
        }

        return value;
    }
}
