using System.Text.Json;

namespace MLNet.Compression.Runtime.Files;

/// <summary>A value of a list or an object, met in passing through all of them.</summary>
/// <param name="owner">The object that has the list, or is the object.</param>
/// <param name="name">Its name, or that of the list with its place.</param>
/// <param name="value">What it is.</param>
internal readonly struct JsonItem(JsonSettings owner, string name, JsonElement value)
{
    public string Name => name;

    public bool IsObject => value.ValueKind == JsonValueKind.Object;

    /// <exception cref="ModelFileException">It is none.</exception>
    public JsonSettings Object() => owner.ObjectOf(name, value);

    /// <exception cref="ModelFileException">It is none.</exception>
    public string Text() => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw owner.Wrong(name, "a text", value);

    /// <summary>A whole number in [<paramref name="least"/>, <paramref name="most"/>].</summary>
    /// <exception cref="ModelFileException">It is none.</exception>
    public int Integer(int least, int most) => owner.IntegerOf(name, value, least, most);
}
