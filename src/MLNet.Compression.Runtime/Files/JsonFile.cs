using System.Text.Json;
using System.Text.Unicode;

namespace MLNet.Compression.Runtime.Files;

/// <summary>Reads JSON that comes from outside, and writes such files.</summary>
internal static class JsonFile
{
    private const int MaxDepth = 16;

    // What the document keeps of a value and, to find duplicates, of a name; arrays grow by doubling.
    private const int BytesOfValue = 48;
    private const int BytesOfName = 112;

    /// <summary>All bytes of a file of at most <paramref name="maxBytes"/>, which are UTF-8.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ModelFileException">The file is longer, or no UTF-8.</exception>
    public static byte[] ReadAll(string path, long maxBytes)
    {
        using var file = new CheckedFile(path);
        if (file.Length > maxBytes)
        {
            throw new ModelFileException(path, "file", $"at most {maxBytes} bytes", $"{file.Length}", "Is it another file?");
        }

        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return Utf8.IsValid(bytes) ? bytes : throw new ModelFileException(path, "file", "UTF-8", "other bytes");
    }

    /// <summary>A JSON text as a tree: an object, each key once in each object, all texts Unicode, nested at most 16 deep.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="json">Its text, or what is left of it once large parts were read otherwise.</param>
    /// <param name="budget">The memory that the file may take.</param>
    /// <exception cref="ModelFileException">It is not like that.</exception>
    public static JsonElement Parse(string path, byte[] json, AllocationBudget budget)
    {
        try
        {
            Check(json, budget);
            var root = JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            if (root.ValueKind == JsonValueKind.Object)
            {
                return root;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Malformed(path, exception);
        }

        throw new ModelFileException(path, "file", "a JSON object", "another kind of value");
    }

    /// <summary>Writes a file whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the names and values of the root object.</param>
    public static void Write(string path, Action<Utf8JsonWriter> write) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });

    /// <summary>What to throw for what a JSON reader threw: JsonException, or InvalidOperationException for a text that is no Unicode.</summary>
    public static ModelFileException Malformed(string path, Exception exception) =>
        new(path, "file", "well-formed JSON with each key once", exception.Message, "Fetch or save the file again.", exception);

    // An escaped half of a surrogate pair is well-formed JSON, but would fail at the later use of the text.
    private static void Check(byte[] json, AllocationBudget budget)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var bytes = 2L * json.Length;
        while (reader.Read())
        {
            bytes += reader.TokenType == JsonTokenType.PropertyName ? BytesOfValue + BytesOfName : BytesOfValue;
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                bytes += sizeof(char) * (long)reader.ValueSpan.Length;
                budget.Spend(bytes, "file", "a tree of its values");
                bytes = 0;
                _ = reader.GetString();
            }
        }

        budget.Spend(bytes, "file", "a tree of its values");
    }
}
