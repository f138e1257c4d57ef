using System.Text.Json;

namespace MLNet.Compression.Runtime.Files;

internal sealed partial class JsonSettings
{
    /// <summary>The settings that are there, in one pass.</summary>
    public IEnumerable<JsonItem> Entries
    {
        get
        {
            foreach (var entry in _object.EnumerateObject())
            {
                if (entry.Value.ValueKind != JsonValueKind.Null)
                {
                    yield return new JsonItem(this, entry.Name, entry.Value);
                }
            }
        }
    }

    public JsonSettings Object(string name) => ObjectOf(name, Find(name) ?? throw Missing(name, "an object"));

    /// <summary>A value that is an object.</summary>
    public JsonSettings ObjectOf(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? new JsonSettings(File, PathOf(name), _remedy, _budget, value) : throw Wrong(name, "an object", value);

    /// <summary>The things of a list, or of an object, in one pass; none where it is absent.</summary>
    public IEnumerable<JsonItem> EntriesOf(string name) => IsObject(name)
        ? Object(name).Entries
        : Items(name).Select((item, index) => new JsonItem(this, $"{name}[{index}]", item));

    /// <summary>The objects of a list; none where it is absent.</summary>
    public IEnumerable<JsonSettings> Objects(string name)
    {
        var index = 0;
        foreach (var item in Items(name))
        {
            var place = $"{name}[{index++}]";
            yield return ObjectOf(place, item);
        }
    }

    /// <summary>The texts of a list, or the one that stands there instead of a list; none where it is absent.</summary>
    public string[] Texts(string name) => IsText(name) ? [Text(name)] : [.. Items(name).Select(item => TextOf(name, item))];

    /// <summary>The entries of an object of texts, in the order in which they stand there; numbers count as texts. None where it is absent.</summary>
    public (string Key, string Value)[] TextEntries(string name) => !Has(name)
        ? []
        : [.. Object(name)._object.EnumerateObject().Select(entry => (entry.Name, TextOf($"{name}.{entry.Name}", entry.Value)))];

    /// <summary>How many things a list holds.</summary>
    public int Count(string name) => Items(name).Count();

    /// <summary>A thing of a list of texts and numbers as a text.</summary>
    public string TextAt(string name, int index) => TextOf($"{name}[{index}]", Items(name).ElementAt(index));

    /// <summary>Refuses every value but the one that can be honoured; an absent one passes.</summary>
    public void RequireFlag(string name, bool required)
    {
        if (OptionalFlag(name) is { } found && found != required)
        {
            throw Unsupported(name, required ? "true" : "false", found ? "true" : "false");
        }
    }

    /// <summary>Refuses every value but the one that can be honoured; an absent one passes.</summary>
    public void RequireText(string name, string required)
    {
        if (OptionalText(name) is { } found && found != required)
        {
            throw Unsupported(name, $"'{required}'", $"'{found}'");
        }
    }

    /// <summary>Refuses a list or object with anything in it.</summary>
    public void RequireEmpty(string name)
    {
        if (!IsEmpty(name))
        {
            throw Unsupported(name, "{}", "entries");
        }
    }

    private JsonElement.ArrayEnumerator Items(string name) => Find(name) is not { } value
        ? default
        : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(name, "a list", value);

    private string TextOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Wrong(name, "a text", value),
    };
}
