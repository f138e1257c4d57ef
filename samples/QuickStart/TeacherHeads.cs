using System.Text.Json;
using MLNet.Compression;

namespace QuickStart;

/// <summary>How many attention heads each layer of a pretrained teacher has.</summary>
internal static class TeacherHeads
{
    private static readonly string[] _keys = ["num_attention_heads", "n_heads"];

    /// <summary>The number that a Hugging Face folder's config.json names, of the tiny model where there is no folder; null where there is none, which the trainer explains.</summary>
    public static int? Of(DirectoryInfo? folder)
    {
        if (folder is null)
        {
            return TinyModel.Load().Shape.Layers[0].Heads;
        }

        try
        {
            using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "config.json")));
            return config.RootElement.ValueKind != JsonValueKind.Object ? null : _keys
                .Select(key => config.RootElement.TryGetProperty(key, out var value) && value.TryGetInt32(out var heads) ? heads : (int?)null)
                .FirstOrDefault(heads => heads is not null);
        }
        catch (Exception problem) when (problem is IOException or JsonException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }
}
