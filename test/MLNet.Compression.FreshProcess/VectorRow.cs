namespace MLNet.Compression.FreshProcess;

/// <summary>What comes out of a model of running text.</summary>
internal sealed class VectorRow
{
    public float[] Features { get; set; } = [];
}
