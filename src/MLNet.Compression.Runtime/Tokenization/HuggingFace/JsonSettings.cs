using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>A JSON object of a file from outside; every complaint names the file and the setting.</summary>
internal sealed class JsonSettings
{
    public const long MaxBytes = 256L << 20;

    private readonly string _file;
    private readonly string _place;
    private readonly JsonElement _object;

    private JsonSettings(string file, string place, JsonElement element)
    {
        _file = file;
        _place = place;
        _object = element;
    }

    /// <summary>Hands a file's root object to a reader and turns what goes wrong in the JSON into <see cref="ModelFileException"/>.</summary>
    public static T Read<T>(string file, Func<JsonSettings, T> read)
    {
        byte[] json = JsonFile.ReadAll(file, MaxBytes);
        return Read(file, json, new AllocationBudget(file, json.Length), read);
    }

    /// <summary>As <see cref="Read{T}(string, Func{JsonSettings, T})"/>, for what is left of a file whose large parts were read otherwise.</summary>
    public static T Read<T>(string file, byte[] json, AllocationBudget budget, Func<JsonSettings, T> read)
    {
        using JsonDocument document = JsonFile.Parse(file, json, budget);
        return read(new JsonSettings(file, place: "", document.RootElement));
    }

    public bool Has(string name) => _object.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    public bool IsObject(string name) => Has(name) && _object.GetProperty(name).ValueKind == JsonValueKind.Object;

    public bool IsEmptyArray(string name) => Has(name) && !Property(name, JsonValueKind.Array).EnumerateArray().Any();

    public bool Boolean(string name) => OptionalBoolean(name) ?? throw Refusal(name, "nothing", "true or false");

    /// <summary>Null where the setting is absent or null.</summary>
    public bool? OptionalBoolean(string name)
    {
        if (!Has(name))
            return null;
        JsonElement value = _object.GetProperty(name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Refusal(name, Shorten(value), "true or false");
    }

    public int Integer(string name) => Integer(name, Property(name, JsonValueKind.Number));

    public string String(string name) => Property(name, JsonValueKind.String).GetString()!;

    public JsonSettings Object(string name) => new(_file, PathOf(name), Property(name, JsonValueKind.Object));

    /// <summary>The objects of an array; none where it is absent or null.</summary>
    public IEnumerable<JsonSettings> Objects(string name)
    {
        int index = 0;
        IEnumerable<JsonElement> elements = Has(name) ? Property(name, JsonValueKind.Array).EnumerateArray() : [];
        foreach (JsonElement element in elements)
            yield return Of(_file, $"{PathOf(name)}[{index++}]", element);
    }

    /// <summary>Refuses every value but the one that can be honoured.</summary>
    public void Demand(string name, string expected)
    {
        string found = String(name);
        if (found != expected)
            throw Refusal(name, $"\"{found}\"", $"\"{expected}\"");
    }

    /// <summary>Refuses every value but the one that can be honoured; an absent one passes.</summary>
    public void DemandIfThere(string name, bool expected)
    {
        if (OptionalBoolean(name) is { } found && found != expected)
            throw Refusal(name, Lower(found), Lower(expected));
    }

    public ModelFileException Refusal(string name, string found, string expected) => new(
        _file, $"the setting {PathOf(name)}", expected, found, "Use a BERT WordPiece tokenizer, or build it from its vocabulary and TokenizerOptions.");

    private static JsonSettings Of(string file, string place, JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? new JsonSettings(file, place, element)
            : throw new ModelFileException(file, place, "a JSON object", Shorten(element), "Fetch the file again.");

    private JsonElement Property(string name, JsonValueKind kind)
    {
        if (!_object.TryGetProperty(name, out JsonElement value))
            throw Refusal(name, "missing", Describe(kind));
        return value.ValueKind == kind ? value : throw Refusal(name, Shorten(value), Describe(kind));
    }

    private int Integer(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : throw Refusal(name, Shorten(value), "an integer");

    private string PathOf(string name) => _place.Length == 0 ? name : $"{_place}.{name}";

    private static string Describe(JsonValueKind kind) => kind == JsonValueKind.Array ? "an array" : $"a JSON {Lower(kind)}";

    private static string Lower(object value) => value.ToString()!.ToLowerInvariant();

    private static string Shorten(JsonElement value)
    {
        string text = value.GetRawText();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
