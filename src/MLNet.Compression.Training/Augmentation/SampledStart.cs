namespace MLNet.Compression;

/// <summary>What the sampling of a text begins with.</summary>
public enum SampledStart
{
    /// <summary>A text of the seeds: the new text stays in their field, the more so the fewer sweeps there are.</summary>
    SeedText = 0,

    /// <summary>Masks alone, as many as a text of the seeds has tokens: the model's own idea of a text, which takes some sweeps to settle.</summary>
    Masks = 1,
}
