namespace MLNet.Compression;

/// <summary>What of several teachers is averaged.</summary>
public enum TeacherAveraging
{
    /// <summary>Their probabilities at the loss's temperature (Hinton et al. 2015).</summary>
    Distributions = 0,

    /// <summary>Their logits: the geometric mean of the probabilities, normalised (Ba and Caruana 2014).</summary>
    Logits = 1,
}
