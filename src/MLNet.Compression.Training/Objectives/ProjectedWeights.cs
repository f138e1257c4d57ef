namespace MLNet.Compression;

/// <summary>Which matrices of teacher and student are compared.</summary>
public enum ProjectedWeights
{
    /// <summary>All: embedding tables, those of the layers, and the transform of the masked-LM head.</summary>
    All = 0,

    /// <summary>The embedding tables alone: of words, positions and token types.</summary>
    Embeddings = 1,
}
