namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>Takes the tokens of a text, one by one. Implemented by structs so that the calls are inlined.</summary>
internal interface ITokenSink
{
    /// <param name="id">Vocabulary id.</param>
    /// <param name="start">Where the token starts in the text, in UTF-16 code units.</param>
    /// <param name="end">Where it ends (exclusive).</param>
    void Add(int id, int start, int end);
}
