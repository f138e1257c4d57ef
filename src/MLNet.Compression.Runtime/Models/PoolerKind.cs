namespace MLNet.Compression;

/// <summary>What the head reads of a text: the first token's last state, or the mean over the tokens, each as it is or through a layer.</summary>
public enum PoolerKind
{
    /// <summary>The first token's state goes to the classifier as it is.</summary>
    None = 0,

    /// <summary>tanh(W x + b), as in BERT and ALBERT.</summary>
    Tanh = 1,

    /// <summary>relu(W x + b), as in DistilBERT.</summary>
    Relu = 2,

    /// <summary>The mean over the tokens goes to the head as it is: of their last states, in a model without layers of their vectors, special pieces left out.</summary>
    Mean = 3,

    /// <summary>relu(W mean + b): a model without layers.</summary>
    MeanRelu = 4,
}
