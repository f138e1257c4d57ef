using System.Text.Json;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>The stages of a fit as bytes beside a model, bounded in size.</summary>
internal static class StagesJson
{
    /// <summary>The most bytes that are written: enough for a dozen stages with everything. Zipped it is a small part of that.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>The most bytes that are read: more than any version writes.</summary>
    public const int MostBytesRead = 1024 * 1024;

    private const int LongestText = 16 * 1024;
    private const int MostStages = 64;

    /// <summary>The stages as UTF-8; where they are more than <see cref="MostBytes"/>, the first ones without curves, confusions and settings, and of very many the last ones.</summary>
    public static byte[] Write(IReadOnlyList<StageReport> stages)
    {
        StageReport[] kept = [.. stages.TakeLast(MostStages).Select(Shortened)];
        int[] sizes = [.. kept.Select(stage => Serialize([stage]).Length)];
        for (var i = 0; i < kept.Length && sizes.Sum() > MostBytes; i++)
        {
            kept[i] = kept[i] with { Curve = null, Settings = [], Details = null, Result = kept[i].Result is { } result ? result with { Confusion = null } : null };
            sizes[i] = Serialize([kept[i]]).Length;
        }

        return Serialize(kept);
    }

    /// <summary>The stages in such bytes, which may come from anywhere.</summary>
    /// <exception cref="JsonException">The bytes are no such stages, or of a newer version; the message says where and why.</exception>
    public static IReadOnlyList<StageReport> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytesRead)
        {
            throw new JsonException($"At most {MostBytesRead:N0} bytes are read, not {bytes.Length:N0}.");
        }

        var document = JsonSerializer.Deserialize(bytes, StagesJsonContext.Default.StagesDocument) ?? throw new JsonException("null where the stages should be.");
        if (document.Version != StagesDocument.CurrentVersion)
        {
            throw new JsonException($"Version {document.Version}, where {StagesDocument.CurrentVersion} is read.");
        }

        foreach (var stage in document.Stages)
        {
            StageCheck.Require(stage);
        }

        return document.Stages;
    }

    private static byte[] Serialize(StageReport[] stages) =>
        JsonSerializer.SerializeToUtf8Bytes(new StagesDocument(StagesDocument.CurrentVersion, stages), StagesJsonContext.Default.StagesDocument);

    private static StageReport Shortened(StageReport stage) => stage with
    {
        Stage = ShortText.Of(stage.Stage),
        Baseline = stage.Baseline is { } baseline ? baseline with { Trainer = ShortText.Of(baseline.Trainer) } : null,
        Details = stage.Details is { } details ? ShortText.Of(details, LongestText) : null,
        Settings = [.. stage.Settings.Select(setting => KeyValuePair.Create(ShortText.Of(setting.Key), ShortText.Of(setting.Value, LongestText)))],
    };
}
