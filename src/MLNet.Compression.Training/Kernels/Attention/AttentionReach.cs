namespace MLNet.Compression.Training.Kernels.Attention;

/// <summary>Which tokens of its sequence a token looks at.</summary>
internal enum AttentionReach
{
    /// <summary>All of them.</summary>
    All = 0,

    /// <summary>Itself and those before it.</summary>
    Preceding = 1,

    /// <summary>Itself and those behind it.</summary>
    Following = 2,
}
