using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.TextRegression;

/// <summary>A message and how urgent it is.</summary>
internal sealed class RatedMessage
{
    private static readonly Dictionary<string, float> _urgency = new() { ["delivery"] = 1, ["billing"] = 2, ["account"] = 4 };

    public string Sentence1 { get; set; } = "";

    public float Label { get; set; }

    public static IReadOnlyList<RatedMessage> Create(int count, int seed = 7) =>
        [.. Messages.Create(count, seed).Select(message => new RatedMessage { Sentence1 = message.Sentence1, Label = _urgency[message.Label] })];
}
