namespace QuickStart;

/// <summary>One row of the data.</summary>
internal sealed class LabeledText
{
    public string Text { get; set; } = "";

    public string Label { get; set; } = "";
}
