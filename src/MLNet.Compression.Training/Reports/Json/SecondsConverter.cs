using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>Times in seconds, to the nearest tick: a number of seconds may lie just below the tick that it was written of.</summary>
internal sealed class SecondsConverter : JsonConverter<TimeSpan>
{
    private const double Longest = 1e9;

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDouble() is >= 0 and <= Longest and var seconds ? TimeSpan.FromTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond)) : throw new JsonException($"A time in seconds is 0 to {Longest}.");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
