namespace MLNet.Compression.Training.Parametrizations;

/// <summary>Which weights share a scale.</summary>
internal enum ScaleScope
{
    /// <summary>All weights of a matrix.</summary>
    Tensor = 0,

    /// <summary>The weights of one output.</summary>
    Row = 1,
}
