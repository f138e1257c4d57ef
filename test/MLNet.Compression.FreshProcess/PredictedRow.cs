namespace MLNet.Compression.FreshProcess;

/// <summary>What comes out.</summary>
internal sealed class PredictedRow
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
