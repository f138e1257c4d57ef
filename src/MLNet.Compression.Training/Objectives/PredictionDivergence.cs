namespace MLNet.Compression;

/// <summary>How far a student's predictions s = softmax(z_s / T) are from its teacher's t = softmax(z_t / T); of several labels a text, sigmoids of each label, the mean over the labels.</summary>
public enum PredictionDivergence
{
    /// <summary>−Σ t log s (TinyBERT, Jiao et al. 2020, eq. 10): the gradient of KL, with the teacher's entropy in its value.</summary>
    CrossEntropy = 0,

    /// <summary>KL(t ‖ s) = Σ t log(t / s) (Hinton et al. 2015).</summary>
    KullbackLeibler = 1,

    /// <summary>KL(s ‖ t): the student may leave out what the teacher thinks possible, but not add to it.</summary>
    ReverseKullbackLeibler = 2,

    /// <summary>½ KL(t ‖ m) + ½ KL(s ‖ m), m = (s + t) / 2: symmetric and bounded (Lin 1991).</summary>
    JensenShannon = 3,

    /// <summary>Mean over the classes of (z_s − z_t)², without a temperature (Bucila et al. 2006; Ba and Caruana 2014).</summary>
    SquaredLogits = 4,

    /// <summary>1 − cos(z_s, z_t), for the vectors of embedding models alone: their directions, whatever their lengths.</summary>
    Cosine = 5,
}
