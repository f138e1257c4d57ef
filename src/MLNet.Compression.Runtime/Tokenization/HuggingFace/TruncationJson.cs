using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>On which side texts that are too long are cut.</summary>
internal static class TruncationJson
{
    /// <summary>The options with the side that a <c>tokenizer.json</c> names.</summary>
    public static TokenizerOptions Read(JsonSettings root, TokenizerOptions options) =>
        root.Has("truncation") && ReadSide(root.Object("truncation"), "direction") is { } left ? options with { TruncateLeft = left } : options;

    /// <summary>Whether a setting names the left side; null where it is absent.</summary>
    public static bool? ReadSide(JsonSettings settings, string name) => settings.OptionalText(name) switch
    {
        null => null,
        var side when side.Equals("left", StringComparison.OrdinalIgnoreCase) => true,
        var side when side.Equals("right", StringComparison.OrdinalIgnoreCase) => false,
        var other => throw settings.Wrong(name, "'left' or 'right'", $"'{other}'"),
    };
}
