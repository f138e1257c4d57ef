using QuickStart;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

/// <summary>Options of the sample in a test.</summary>
internal static class Options
{
    public static QuickStartOptions Default { get; } = new(
        Data: null, Test: null, TextColumn: null, LabelColumn: null, Teacher: null, Student: null, Epochs: null, Resume: null, new FileInfo("model.zip"), Seed: 1);
}
