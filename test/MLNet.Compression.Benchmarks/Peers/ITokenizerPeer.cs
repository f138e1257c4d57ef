namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>Another tokenizer for uncased BERT vocabularies.</summary>
internal interface ITokenizerPeer
{
    /// <summary>What the tables call it.</summary>
    string Name { get; }

    /// <summary>The ids of a text, [CLS] and [SEP] included; valid until the next call.</summary>
    ReadOnlySpan<long> Encode(string text);
}
