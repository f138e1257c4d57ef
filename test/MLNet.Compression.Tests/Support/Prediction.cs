namespace MLNet.Compression.Tests.Support;

/// <summary>What a prediction engine gives, with the label's name mapped back.</summary>
internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
