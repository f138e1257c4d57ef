namespace MLNet.Compression;

/// <summary>What happens to the first token's hidden state before the classifier.</summary>
public enum PoolerKind
{
    /// <summary>The hidden state goes to the classifier as it is.</summary>
    None = 0,

    /// <summary>tanh(W x + b), as in BERT and ALBERT.</summary>
    Tanh = 1,

    /// <summary>relu(W x + b), as in DistilBERT.</summary>
    Relu = 2,
}
