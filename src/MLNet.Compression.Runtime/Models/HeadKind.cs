namespace MLNet.Compression;

/// <summary>What a model computes from the states of its encoder.</summary>
public enum HeadKind
{
    /// <summary>Nothing: the encoder alone.</summary>
    None = 0,

    /// <summary>One row of class scores for each sequence.</summary>
    Sequence = 1,

    /// <summary>One row of class scores for each token.</summary>
    Token = 2,

    /// <summary>A start and an end score for each token.</summary>
    QuestionAnswering = 3,

    /// <summary>A score for each piece of the vocabulary at each token; the decoder is the word-embedding table.</summary>
    MaskedLm = 4,

    /// <summary>Values for each sequence.</summary>
    Regression = 5,

    /// <summary>A vector for each sequence.</summary>
    Embedding = 6,

    /// <summary>A vector of length 1 for each sequence.</summary>
    UnitEmbedding = 7,

    /// <summary>One row of scores for each sequence, of labels that each apply or not, whatever the others do.</summary>
    MultiLabel = 8,
}
