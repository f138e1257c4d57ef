using System.Text;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Files;

/// <summary>An object of a JSON file from outside, of which each value is checked when it is asked for; null counts as absent.</summary>
/// <remarks>Every complaint names the file and the setting with the objects that it is in, such as 'model.type'.</remarks>
internal sealed partial class JsonSettings
{
    private readonly string _place;
    private readonly string _remedy;
    private readonly AllocationBudget _budget;
    private readonly JsonElement _object;

    private JsonSettings(string file, string place, string remedy, AllocationBudget budget, JsonElement element)
    {
        File = file;
        _place = place;
        _remedy = remedy;
        _budget = budget;
        _object = element;
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <param name="file">Path of the file.</param>
    /// <param name="maxBytes">A longer file is refused.</param>
    /// <param name="remedy">What to do about a setting that this library has no counterpart for.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is no JSON object, or too long.</exception>
    public static JsonSettings Load(string file, long maxBytes, string remedy)
    {
        var json = JsonFile.ReadAll(file, maxBytes);
        return Parse(file, json, new AllocationBudget(file, json.Length), remedy);
    }

    /// <summary>As <see cref="Load"/>, for a file that holds a list, which becomes a setting of a name.</summary>
    public static JsonSettings LoadList(string file, string name, long maxBytes, string remedy)
    {
        byte[] json = [.. Encoding.UTF8.GetBytes($"{{\"{name}\":"), .. JsonFile.ReadAll(file, maxBytes), .. "}"u8];
        return Parse(file, json, new AllocationBudget(file, json.Length), remedy);
    }

    /// <summary>As <see cref="Load"/>, for what is left of a file whose large parts were read otherwise.</summary>
    public static JsonSettings Parse(string file, byte[] json, AllocationBudget budget, string remedy) =>
        new(file, place: "", remedy, budget, JsonFile.Parse(file, json, budget));

    /// <summary>Called before memory is taken that the file decides.</summary>
    /// <exception cref="ModelFileException">The file would take more memory than it may.</exception>
    public void Spend(long bytes, string what) => _budget.Spend(bytes, _place.Length == 0 ? "file" : $"'{_place}'", what);

    public bool Has(string name) => Find(name) is not null;

    public bool IsObject(string name) => Find(name) is { ValueKind: JsonValueKind.Object };

    public bool IsText(string name) => Find(name) is { ValueKind: JsonValueKind.String };

    /// <summary>Whether a list or object is absent or has nothing in it.</summary>
    public bool IsEmpty(string name)
    {
        const string EmptyObject = "{}";
        return Find(name) is not { } value || value.GetRawText() is EmptyObject or "[]";
    }

    public bool Flag(string name) => OptionalFlag(name) ?? throw Missing(name, "true or false");

    public bool? OptionalFlag(string name) => Find(name) is not { } value ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false", value),
    };

    /// <summary>A whole number in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public int Integer(string name, int least, int most, int? otherwise = null)
    {
        if (Find(name) is not { } value)
        {
            return otherwise ?? throw Missing(name, WholeNumber(least, most));
        }

        return IntegerOf(name, value, least, most);
    }

    /// <summary>A value that is a whole number in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    public int IntegerOf(string name, JsonElement value, int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong(name, WholeNumber(least, most), value);

    /// <summary>A number in [0, 1].</summary>
    public double Fraction(string name, double otherwise)
    {
        if (Find(name) is not { } value)
        {
            return otherwise;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number is >= 0 and <= 1
            ? number
            : throw Wrong(name, "a number from 0 to 1", value);
    }

    public string Text(string name) => OptionalText(name) ?? throw Missing(name, "a text");

    public string? OptionalText(string name) => Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, "a text", value);

    /// <summary>A refusal of a setting this library has no counterpart for.</summary>
    public ModelFileException Unsupported(string name, string expected, string found) => new(File, $"'{PathOf(name)}'", expected, found, _remedy);

    public ModelFileException Wrong(string name, string expected, string found) => new(File, $"'{PathOf(name)}'", expected, found);

    private ModelFileException Missing(string name, string expected) => Wrong(name, expected, "nothing");

    public ModelFileException Wrong(string name, string expected, JsonElement found)
    {
        const int Most = 40;
        var text = found.GetRawText();
        return Wrong(name, expected, text.Length <= Most ? text : text[..Most] + "...");
    }

    private static string WholeNumber(int least, int most) => $"a whole number from {least} to {most}";

    private JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string PathOf(string name) => _place.Length == 0 ? name : $"{_place}.{name}";
}
