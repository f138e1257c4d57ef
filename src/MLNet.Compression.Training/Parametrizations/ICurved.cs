namespace MLNet.Compression.Training.Parametrizations;

/// <summary>A rounding that loses less of what the loss minds more.</summary>
internal interface ICurved
{
    /// <summary>The curvature that it goes by; null where all weights count alike.</summary>
    Curvature? Curvature { get; }
}
