namespace MLNet.Compression.Training.Objectives;

/// <summary>What the rows or the columns of a weight matrix stand for; sides of one kind share a projection.</summary>
internal enum ModelSide
{
    /// <summary>Pieces, positions or token types, which both models have in common.</summary>
    Common = 0,

    /// <summary>Features of the layers, and of the embeddings where these are as wide.</summary>
    Hidden = 1,

    /// <summary>Features of embeddings narrower than the layers.</summary>
    Embedding = 2,

    /// <summary>Features of queries, keys and values.</summary>
    Attention = 3,

    /// <summary>Features between the feed-forward matrices.</summary>
    FeedForward = 4,
}
