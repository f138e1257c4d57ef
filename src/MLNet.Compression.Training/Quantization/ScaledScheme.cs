using MLNet.Compression.Training.Autograd.Operations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>Weights that are integers times scales.</summary>
internal abstract record ScaledScheme : QuantizationScheme
{
    private protected ScaledScheme(string name, ScaleScope scope)
        : base(scope.GroupSize is { } size ? $"{name} in groups of {size}" : name) => Scope = scope;

    /// <summary>Which weights share a scale.</summary>
    internal ScaleScope Scope { get; }
}
