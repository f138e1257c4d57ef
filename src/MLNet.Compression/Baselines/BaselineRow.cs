namespace MLNet.Compression.Baselines;

/// <summary>A row that a linear model learns from, or predicts.</summary>
internal sealed class BaselineRow
{
    public string Text { get; set; } = "";

    /// <summary>The text that goes with it; empty where there is none.</summary>
    public string Pair { get; set; } = "";

    /// <summary>The class's name; empty of a number.</summary>
    public string Label { get; set; } = "";

    /// <summary>The number; 0 of a class.</summary>
    public float Value { get; set; }
}
