namespace Microsoft.ML.Contract.Tests.External;

/// <summary>A text of a class, as tests hand it in.</summary>
internal sealed class Note
{
    public string Label { get; set; } = "";

    public string Text { get; set; } = "";

    public static IEnumerable<Note> Some(int count = 12) => Enumerable.Range(0, count).Select(index => new Note
    {
        Label = index % 3 == 0 ? "long" : "short",
        Text = index % 3 == 0 ? new string('a', 30 + index) : new string('b', 1 + (index % 4)),
    });
}
