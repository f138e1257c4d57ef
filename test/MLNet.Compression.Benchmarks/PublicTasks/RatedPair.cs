using System.Globalization;

namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>One row of a regression.</summary>
internal sealed class RatedPair
{
    public string Text { get; set; } = "";

    public string Pair { get; set; } = "";

    public float Label { get; set; }

    /// <summary>A row whose label is a number in text.</summary>
    public static RatedPair Of(LabeledPair row) => new() { Text = row.Text, Pair = row.Pair, Label = float.Parse(row.Label, CultureInfo.InvariantCulture) };
}
