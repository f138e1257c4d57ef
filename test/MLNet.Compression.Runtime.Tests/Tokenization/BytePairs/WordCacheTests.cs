using MLNet.Compression.Runtime.Tokenization.BytePairs;

namespace MLNet.Compression.Runtime.Tests.Tokenization.BytePairs;

internal sealed class WordCacheTests
{
    [Test]
    public void TryFind_WordThatWasAdded_GivesItsPieces()
    {
        var cache = new WordCache();
        cache.Add(" cat", [new TokenSpan(5, 1, 3), new TokenSpan(7, 3, 4)]);

        Assert.That(cache.TryFind(" cat", out var pieces), Is.True);
        Assert.That(pieces.ToArray(), Is.EqualTo((TokenSpan[])[new TokenSpan(5, 1, 3), new TokenSpan(7, 3, 4)]));
        Assert.That(cache.TryFind(" ca", out _), Is.False);
    }

    [Test]
    public void Add_MoreWordsThanThereIsRoomFor_KeepsThoseThatAreAskedFor()
    {
        var cache = new WordCache();
        cache.Add("the", [new TokenSpan(1, 0, 3)]);
        for (var i = 0; i < 10 * WordCache.Places; i++)
        {
            Assert.That(cache.TryFind("the", out _), Is.True, $"after {i} other words");
            cache.Add($"word{i}", [new TokenSpan(i, 0, 4)]);
        }

        var (found, wrong) = (0, 0);
        for (var i = 0; i < 10 * WordCache.Places; i++)
        {
            if (cache.TryFind($"word{i}", out var pieces))
            {
                found++;
                wrong += pieces.Length == 1 && pieces[0].Id == i ? 0 : 1;
            }
        }

        Assert.That(found, Is.InRange(WordCache.Places / 2, WordCache.Places - 1));
        Assert.That(wrong, Is.Zero);
    }

    [Test]
    public void Add_WordThatIsNotAskedForAnyMore_GivesItsPlaceAway()
    {
        var cache = new WordCache();
        for (var i = 0; i < 4 * WordCache.Places; i++)
        {
            cache.Add($"old{i}", []);
            cache.TryFind($"old{i}", out _);
        }

        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 8 * WordCache.Places; i++)
            {
                cache.Add($"new{i}", []);
            }
        }

        Assert.That(Enumerable.Range(0, 4 * WordCache.Places).Count(i => cache.TryFind($"old{i}", out _)), Is.LessThan(WordCache.Places / 100));
    }
}
