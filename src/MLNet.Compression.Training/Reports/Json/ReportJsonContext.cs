using System.Text.Json.Serialization;

namespace MLNet.Compression.Training.Reports.Json;

/// <summary>How reports are JSON: names in camel case, numbers and times as the converters say, nothing left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(NumberConverter), typeof(SecondsConverter), typeof(SettingsConverter)])]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
