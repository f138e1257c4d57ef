namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Keeps ids and offsets.</summary>
internal readonly struct TokenizedTextSink(TokenizedText destination) : ITokenSink
{
    public void Add(int id, int start, int end) => destination.Add(new TokenSpan(id, start, end));
}
