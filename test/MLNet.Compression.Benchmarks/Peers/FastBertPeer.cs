namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>The package FastBertTokenizer, into buffers that are reused, which is its fastest way on one thread.</summary>
internal sealed class FastBertPeer : ITokenizerPeer
{
    // What normalisation makes of a character is at most this many.
    private const int Growth = 4;
    private const int SpecialTokens = 2;

    private readonly FastBertTokenizer.BertTokenizer _tokenizer = new();
    private long[] _ids = [];
    private long[] _mask = [];

    public FastBertPeer(string vocabulary)
    {
        using var reader = new StreamReader(vocabulary);
        _tokenizer.LoadVocabulary(reader, convertInputToLowercase: true);
    }

    public string Name => nameof(FastBertTokenizer);

    public ReadOnlySpan<long> Encode(string text)
    {
        var most = (Growth * text.Length) + SpecialTokens;
        if (_ids.Length < most)
        {
            (_ids, _mask) = (new long[most], new long[most]);
        }

        return _ids.AsSpan(0, _tokenizer.Encode(text, _ids.AsSpan(0, most), _mask.AsSpan(0, most)));
    }
}
