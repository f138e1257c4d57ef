using System.Text.Json.Serialization;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>As <see cref="ReportJsonContext"/>, but short: without what is not there and what follows from other values.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(NumberConverter), typeof(SecondsConverter)])]
[JsonSerializable(typeof(StagesDocument))]
internal sealed partial class StagesJsonContext : JsonSerializerContext;
