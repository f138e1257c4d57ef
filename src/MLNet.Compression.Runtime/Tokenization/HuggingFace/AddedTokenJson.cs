using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>An added token as an object of a JSON file, or a special token as one or as its text.</summary>
internal static class AddedTokenJson
{
    // What a token takes beside its characters until the ids of all are known: its places in lists and tables.
    private const int BytesOfToken = 600;

    public static AddedToken Read(JsonSettings token, int id) => Read(token, id, token.OptionalFlag("special") ?? false);

    /// <summary>A special token; its id is to be found.</summary>
    public static AddedToken ReadSpecial(JsonSettings token) => Read(token, id: -1, isSpecial: true);

    /// <summary>A list of special tokens, texts and objects, or an object of them; none where it is absent.</summary>
    public static IEnumerable<AddedToken> ReadList(JsonSettings source, string name)
    {
        foreach (var item in source.EntriesOf(name))
        {
            yield return item.IsObject ? ReadSpecial(item.Object()) : Of(source, item.Text(), id: -1, isSpecial: true);
        }
    }

    /// <summary>A token of which only the text and the id are said.</summary>
    /// <exception cref="ModelFileException">It is empty, or the file would take more memory than it may.</exception>
    public static AddedToken Of(JsonSettings source, string text, int id, bool isSpecial)
    {
        source.Spend(BytesOfToken + (sizeof(char) * (long)text.Length), "added tokens");
        return new AddedToken(text, id, isSpecial);
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

    private static AddedToken Read(JsonSettings token, int id, bool isSpecial)
    {
        var text = token.Text("content");
        return text.Length == 0 ? throw token.Wrong("content", "a text", "an empty one") : Of(token, text, id, isSpecial) with
        {
            IsNormalized = token.OptionalFlag("normalized") ?? !isSpecial,
            IsSingleWord = token.OptionalFlag("single_word") ?? false,
            StripsLeft = token.OptionalFlag("lstrip") ?? false,
            StripsRight = token.OptionalFlag("rstrip") ?? false,
        };
    }
}
