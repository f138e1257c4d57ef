namespace QuickStart;

/// <summary>What the model says of one text.</summary>
internal sealed class Prediction
{
    /// <summary>The name of the most probable class.</summary>
    public string PredictedLabel { get; set; } = "";

    /// <summary>The probability of each class.</summary>
    public float[] Score { get; set; } = [];
}
