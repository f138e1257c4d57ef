using System.Text.Json;

namespace MLNet.Compression.Reliability.Fuzzing.Mutations;

/// <summary>Where a value stands in a JSON text, and its name if it has one.</summary>
/// <param name="Name">The name with its quotation marks.</param>
/// <param name="Value">The value.</param>
internal sealed record JsonSpan(Range? Name, Range Value)
{
    /// <summary>Name and value.</summary>
    public Range Member => (Name ?? Value).Start..Value.End;

    /// <summary>All values, as far as the text is well-formed.</summary>
    public static IReadOnlyList<JsonSpan> FindAll(byte[] json)
    {
        var found = new List<JsonSpan>();
        var open = new Stack<(Range? Name, int Start)>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        Range? name = null;
        try
        {
            while (reader.Read())
            {
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start..(start + reader.ValueSpan.Length + 2);
                        continue;
                    case JsonTokenType.StartArray or JsonTokenType.StartObject:
                        open.Push((name, start));
                        break;
                    case JsonTokenType.EndArray or JsonTokenType.EndObject:
                        var container = open.Pop();
                        found.Add(new JsonSpan(container.Name, container.Start..end));
                        break;
                    default:
                        found.Add(new JsonSpan(name, start..end));
                        break;
                }

                name = null;
            }
        }
        catch (JsonException)
        {
            // An earlier mutation broke the rest.
        }

        return found;
    }
}
