using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>A config.json. Every value is checked when it is asked for; null counts as absent.</summary>
internal sealed class ConfigFile : IDisposable
{
    public const string Name = "config.json";
    private const int MaxBytes = 1 << 20;
    private readonly JsonDocument _document;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is no JSON object, or longer than a megabyte.</exception>
    public ConfigFile(string path)
    {
        Path = path;
        var bytes = JsonFile.ReadAll(path, MaxBytes);
        _document = JsonFile.Parse(path, bytes, new AllocationBudget(path, bytes.Length));
    }

    public string Path { get; }

    public bool Has(string key) => Find(key) is not null;

    /// <summary>A whole number in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public int Integer(string key, int least, int most, int? otherwise = null)
    {
        if (Find(key) is not { } value)
        {
            return otherwise ?? throw Wrong(key, $"a whole number from {least} to {most}", "nothing");
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(key, $"a whole number from {least} to {most}", value);
    }

    /// <summary>A number in [0, 1].</summary>
    public double Fraction(string key, double otherwise)
    {
        if (Find(key) is not { } value)
        {
            return otherwise;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= 1
            ? number
            : throw Wrong(key, "a number from 0 to 1", value);
    }

    public bool Flag(string key, bool otherwise) => Find(key) is not { } value ? otherwise : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(key, "true or false", value),
    };

    public string? Text(string key) => Find(key) is not { } value ? null : Text(key, value);

    /// <summary>The texts of a list; empty where it is absent.</summary>
    public string[] Texts(string key) => Find(key) is not { } value
        ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => Text(key, item))] : throw Wrong(key, "a list of texts", value);

    /// <summary>The entries of an object of texts; empty where it is absent.</summary>
    public (string Key, string Value)[] TextEntries(string key) => Find(key) is not { } value
        ? []
        : value.ValueKind == JsonValueKind.Object
            ? [.. value.EnumerateObject().Select(entry => (entry.Name, Text($"{key}.{entry.Name}", entry.Value)))]
            : throw Wrong(key, "an object of texts", value);

    /// <summary>Refuses a setting this library has no counterpart for.</summary>
    public void RequireFlag(string key, bool required)
    {
        if (Flag(key, required) != required)
        {
            throw Unsupported(key, required ? "true" : "false", required ? "false" : "true");
        }
    }

    /// <summary>Refuses a setting this library has no counterpart for.</summary>
    public void RequireText(string key, string required)
    {
        if (Text(key) is { } found && found != required)
        {
            throw Unsupported(key, $"'{required}'", $"'{found}'");
        }
    }

    /// <summary>Refuses a list or object with entries this library has no counterpart for.</summary>
    public void RequireEmpty(string key)
    {
        const string Empty = "{}";
        if (Find(key) is { } value && value.GetRawText() is not (Empty or "[]"))
        {
            throw Unsupported(key, Empty, "entries");
        }
    }

    public ModelFileException Unsupported(string key, string expected, string found) =>
        new(Path, $"'{key}'", expected, found, "Models with this setting are not supported.");

    public ModelFileException Wrong(string key, string expected, string found) => new(Path, $"'{key}'", expected, found);

    public void Dispose() => _document.Dispose();

    private JsonElement? Find(string key) =>
        _document.RootElement.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string Text(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(key, "a text", value);

    private ModelFileException Wrong(string key, string expected, JsonElement found)
    {
        const int Most = 40;
        var text = found.GetRawText();
        return Wrong(key, expected, text.Length <= Most ? text : text[..Most] + "...");
    }
}
