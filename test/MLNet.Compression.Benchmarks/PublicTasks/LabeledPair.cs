namespace MLNet.Compression.Benchmarks.PublicTasks;

/// <summary>One row of a task: a text, for some tasks the text that goes with it, and the truth.</summary>
internal sealed class LabeledPair
{
    public string Text { get; set; } = "";

    public string Pair { get; set; } = "";

    /// <summary>The class name, or a number in a regression.</summary>
    public string Label { get; set; } = "";
}
