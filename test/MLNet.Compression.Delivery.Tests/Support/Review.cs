using Microsoft.ML.Data;

namespace MLNet.Compression.Delivery.Tests.Support;

/// <summary>A row of the tables that documented programs read.</summary>
public sealed class Review
{
    /// <summary>What somebody wrote.</summary>
    [LoadColumn(0)]
    public string Text { get; set; } = "";

    /// <summary>What they thought.</summary>
    [LoadColumn(1)]
    public string Label { get; set; } = "";
}
