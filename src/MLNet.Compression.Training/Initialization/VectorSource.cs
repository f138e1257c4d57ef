namespace MLNet.Compression;

/// <summary>What a teacher gives of each piece of the vocabulary, to make a static student's vectors of.</summary>
public enum VectorSource
{
    /// <summary>The mean of its last states of <c>[CLS] piece [SEP]</c>: a pass over the whole vocabulary.</summary>
    Outputs,

    /// <summary>The row of its word-embedding table: no pass, and no context.</summary>
    WordTable,
}
