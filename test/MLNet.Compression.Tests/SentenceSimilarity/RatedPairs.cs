using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.SentenceSimilarity;

/// <summary>Pairs of messages: 5 where both are of one kind, and 0 where they are not.</summary>
internal static class RatedPairs
{
    public static RatedPair[] Create(int count, int seed)
    {
        Message[] messages = [.. Messages.Create(2 * count, seed)];
        new Random(seed).Shuffle(messages);
        return [.. messages.Chunk(2).Select(pair => new RatedPair { Sentence1 = pair[0].Sentence1, Sentence2 = pair[1].Sentence1, Label = pair[0].Label == pair[1].Label ? 5 : 0 })];
    }
}
