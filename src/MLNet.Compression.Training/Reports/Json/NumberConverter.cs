using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>Numbers that may not be finite, for which JSON has no word: NaN is null, and an infinite number the largest finite one.</summary>
internal sealed class NumberConverter : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsNaN(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(Math.Clamp(value, double.MinValue, double.MaxValue));
        }
    }
}
