using System.Text.Json.Serialization;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>As <see cref="ReportJsonContext"/>, but short: in one line, and without what follows from other values.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(NumberConverter), typeof(SecondsConverter), typeof(SettingsConverter)])]
[JsonSerializable(typeof(StagesDocument))]
internal sealed partial class StagesJsonContext : JsonSerializerContext;
