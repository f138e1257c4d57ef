using Microsoft.ML.Tokenizers;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>ML.NET's own BertTokenizer, set up as bert-base-uncased was: lower case, no accents.</summary>
internal sealed class MLTokenizersPeer(string vocabulary) : ITokenizerPeer
{
    private readonly Microsoft.ML.Tokenizers.BertTokenizer _tokenizer = Microsoft.ML.Tokenizers.BertTokenizer.Create(vocabulary, new BertOptions { RemoveNonSpacingMarks = true });
    private long[] _ids = [];

    public string Name => "Microsoft.ML.Tokenizers";

    public ReadOnlySpan<long> Encode(string text)
    {
        var ids = _tokenizer.EncodeToIds(text, addSpecialTokens: true);
        if (_ids.Length < ids.Count)
        {
            _ids = new long[ids.Count];
        }

        for (var i = 0; i < ids.Count; i++)
        {
            _ids[i] = ids[i];
        }

        return _ids.AsSpan(0, ids.Count);
    }
}
