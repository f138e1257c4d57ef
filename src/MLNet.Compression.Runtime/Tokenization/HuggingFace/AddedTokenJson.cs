using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>An added token as an object of a JSON file, or a special token as one or as its text.</summary>
internal static class AddedTokenJson
{
    public static AddedToken Read(JsonSettings token, int id) => Read(token, id, token.OptionalFlag("special") ?? false);

    /// <summary>A special token; its id is to be found.</summary>
    public static AddedToken ReadSpecial(JsonSettings token) => Read(token, id: -1, isSpecial: true);

    /// <summary>A list of special tokens, texts and objects, or an object of them; none where it is absent.</summary>
    public static IEnumerable<AddedToken> ReadList(JsonSettings source, string name)
    {
        if (!source.Has(name))
        {
            return [];
        }

        if (source.IsObject(name))
        {
            var named = source.Object(name);
            return named.Names.Select(entry => OfItem(named, entry));
        }

        return Enumerable.Range(0, source.Count(name)).Select(index => source.ObjectAt(name, index) is { } item
            ? ReadSpecial(item)
            : Special(source.TextAt(name, index)));
    }

    /// <summary>The text of a special token, which newer files write as a text, older ones as an object.</summary>
    public static string Content(JsonSettings source, string name) => source.IsObject(name) ? source.Object(name).Text("content") : source.Text(name);

    public static void Write(Utf8JsonWriter json, AddedToken token)
    {
        json.WriteString("content", token.Text);
        json.WriteBoolean("single_word", token.IsSingleWord);
        json.WriteBoolean("lstrip", token.StripsLeft);
        json.WriteBoolean("rstrip", token.StripsRight);
        json.WriteBoolean("normalized", token.IsNormalized);
        json.WriteBoolean("special", token.IsSpecial);
    }

    private static AddedToken OfItem(JsonSettings source, string name) => source.IsObject(name) ? ReadSpecial(source.Object(name)) : Special(source.Text(name));

    private static AddedToken Special(string text) => new(text, Id: -1, IsSpecial: true);

    private static AddedToken Read(JsonSettings token, int id, bool isSpecial)
    {
        var text = token.Text("content");
        return text.Length == 0 ? throw token.Wrong("content", "a text", "an empty one") : new AddedToken(text, id, isSpecial)
        {
            IsNormalized = token.OptionalFlag("normalized") ?? !isSpecial,
            IsSingleWord = token.OptionalFlag("single_word") ?? false,
            StripsLeft = token.OptionalFlag("lstrip") ?? false,
            StripsRight = token.OptionalFlag("rstrip") ?? false,
        };
    }
}
