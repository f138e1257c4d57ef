namespace MLNet.Compression.Data;

/// <summary>The labels that pairs of texts may have: from that of texts that have nothing to do with each other, cosine 0, to that of texts that mean the same, cosine 1.</summary>
/// <param name="Lowest">The least label.</param>
/// <param name="Highest">The largest.</param>
internal readonly record struct LabelRange(float Lowest, float Highest)
{
    /// <summary>Whether there is anything between both.</summary>
    public bool IsSound => float.IsFinite(Lowest) && float.IsFinite(Highest) && Lowest < Highest;

    /// <summary>Whether it has a label.</summary>
    public bool Has(float label) => label >= Lowest && label <= Highest;

    /// <summary>The cosine that stands for a label.</summary>
    public float CosineOf(float label) => (label - Lowest) / (Highest - Lowest);

    /// <summary>The label that stands for a cosine; below 0 it is below the least one.</summary>
    public float LabelOf(double cosine) => (float)(Lowest + (cosine * ((double)Highest - Lowest)));
}
