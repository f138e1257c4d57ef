namespace MLNet.Compression;

/// <summary>What of the states of a text's tokens its vector is made of.</summary>
public enum EmbeddingPooling
{
    /// <summary>The mean over all tokens, special ones included (Reimers and Gurevych 2019); of a model without layers the mean of the vectors of its pieces, special ones left out.</summary>
    Mean = 0,

    /// <summary>The state of the first token, [CLS].</summary>
    FirstToken = 1,
}
