using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>Named texts as an object.</summary>
internal sealed class SettingsConverter : JsonConverter<IReadOnlyList<KeyValuePair<string, string>>>
{
    public override IReadOnlyList<KeyValuePair<string, string>> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Settings are an object of texts.");
        }

        List<KeyValuePair<string, string>> settings = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            settings.Add(KeyValuePair.Create(name, reader.GetString() ?? throw new JsonException($"Setting '{ShortText.Of(name)}' is null.")));
        }

        return settings;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, string>> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}
