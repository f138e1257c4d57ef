namespace MLNet.Compression;

/// <summary>The non-linearity between the two feed-forward matrices.</summary>
public enum ActivationFunction
{
    /// <summary>x Φ(x) with the exact error function.</summary>
    Gelu = 0,

    /// <summary>The tanh approximation of GELU ("gelu_new" in Hugging Face configurations).</summary>
    GeluTanh = 1,

    /// <summary>max(x, 0).</summary>
    Relu = 2,
}
