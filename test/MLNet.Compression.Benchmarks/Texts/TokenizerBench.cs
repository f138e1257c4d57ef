using MLNet.Compression.Benchmarks.Peers;
using MLNet.Compression.Benchmarks.Rounds;

namespace MLNet.Compression.Benchmarks.Texts;

/// <summary>Tokens a second of the tokenizer and of others, on one thread, on the same texts, and where their ids differ.</summary>
internal sealed class TokenizerBench(Vocabulary vocabulary, IReadOnlyList<ITokenizerPeer> peers, Turns turns)
{
    private readonly BertTokenizer _tokenizer = new(vocabulary);
    private readonly TokenBatch _batch = new();

    /// <summary>Compares the ids of each peer with ours.</summary>
    public IEnumerable<(ITokenizerPeer Peer, int Texts, IReadOnlyList<TokenDifference> Kinds)> Compare(IReadOnlyList<string> texts)
    {
        foreach (var peer in peers)
        {
            var (differing, kinds) = new TokenizerComparison(Ids, text => peer.Encode(text).ToArray()).Compare(texts);
            yield return (peer, differing, kinds);
        }
    }

    /// <summary>Times passes over all texts, ours first.</summary>
    /// <returns>The tokens of a pass, [CLS] and [SEP] of every text included, and the times.</returns>
    public (int Tokens, TurnTimes Times) Measure(string name, IReadOnlyList<string> texts)
    {
        Run(texts);
        return (_batch.TokenCount, turns.Measure(name, [() => Run(texts), .. peers.Select(peer => new Action(() => Run(peer, texts)))]));
    }

    private static void Run(ITokenizerPeer peer, IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            _ = peer.Encode(text);
        }
    }

    private long[] Ids(string text)
    {
        Run([text]);
        return Array.ConvertAll(_batch.Ids.ToArray(), id => (long)id);
    }

    private void Run(IReadOnlyList<string> texts)
    {
        _batch.Clear();
        foreach (var text in texts)
        {
            _tokenizer.AddTo(_batch, text, int.MaxValue);
        }
    }
}
