namespace MLNet.Compression;

/// <summary>What the classifier reads: the first token's last state, or in a model without layers the mean of the tokens' vectors, each as it is or through a layer.</summary>
public enum PoolerKind
{
    /// <summary>The first token's state goes to the classifier as it is.</summary>
    None = 0,

    /// <summary>tanh(W x + b), as in BERT and ALBERT.</summary>
    Tanh = 1,

    /// <summary>relu(W x + b), as in DistilBERT.</summary>
    Relu = 2,

    /// <summary>The mean over the tokens, special pieces left out, goes to the classifier as it is: a model without layers.</summary>
    Mean = 3,

    /// <summary>relu(W mean + b): a model without layers.</summary>
    MeanRelu = 4,
}
