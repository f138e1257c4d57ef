namespace MLNet.Compression.Training.Objectives;

/// <summary>What counts alike in a mean over sequences of different lengths.</summary>
internal enum Averaging
{
    /// <summary>Every element of the batch, so that a long sequence counts more.</summary>
    Element = 0,

    /// <summary>Every sequence: the mean is taken within each first.</summary>
    Sequence = 1,
}
