using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>On which side texts that are too long are cut.</summary>
internal static class TruncationJson
{
    /// <summary>Whether a setting names the left side; null where it is absent.</summary>
    public static bool? ReadSide(JsonSettings settings, string name) => settings.OptionalText(name) switch
    {
        null => null,
        var side when side.Equals("left", StringComparison.OrdinalIgnoreCase) => true,
        var side when side.Equals("right", StringComparison.OrdinalIgnoreCase) => false,
        var other => throw settings.Wrong(name, "'left' or 'right'", $"'{other}'"),
    };
}
