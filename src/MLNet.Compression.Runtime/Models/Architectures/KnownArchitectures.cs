using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>The architectures that can be read and written.</summary>
internal static class KnownArchitectures
{
    private static readonly IArchitecture[] _all =
    [
        new BertArchitecture(), new AlbertArchitecture(), new DistilBertArchitecture(), new RobertaArchitecture("roberta", "Roberta"),
        new RobertaArchitecture("xlm-roberta", "XLMRoberta"),
    ];

    /// <summary>The architecture a configuration names.</summary>
    public static IArchitecture Of(JsonSettings config)
    {
        var modelType = config.OptionalText("model_type") ?? throw config.Wrong("model_type", $"one of {ModelTypes}", "nothing");
        return Find(modelType) ?? throw config.Unsupported("model_type", $"one of {ModelTypes}", $"'{modelType}'");
    }

    /// <exception cref="ArgumentException">There is no such architecture.</exception>
    public static IArchitecture Of(ModelSettings settings) => Find(settings.ModelType)
        ?? throw new ArgumentException($"The model type is '{settings.ModelType}', but must be one of {ModelTypes}.", nameof(settings));

    /// <summary>The first architecture whose folders can hold such a model.</summary>
    /// <param name="shape">The sizes of its encoder.</param>
    /// <param name="head">What stands on it.</param>
    /// <param name="preferred">The model type to be tried first.</param>
    /// <exception cref="NotSupportedException">There is none; the message says what the model lacks for each.</exception>
    public static IArchitecture Holding(BertShape shape, HeadKind head, string? preferred = null) =>
        _all.OrderBy(architecture => architecture.ModelType != preferred).FirstOrDefault(architecture => Expressible.MissingFor(architecture, shape, head) is null)
        ?? throw new NotSupportedException(
            "No Hugging Face folder can hold this model: "
            + string.Join("; ", _all.Select(architecture => $"one of model type '{architecture.ModelType}' needs {Expressible.MissingFor(architecture, shape, head)}"))
            + ". Save it as a compressed model, whose layers may differ.");

    /// <summary>The first architecture that such an encoder is one of, whatever stands on it; null for none.</summary>
    public static IArchitecture? Like(BertShape shape) => Array.Find(_all, architecture => Expressible.MissingFor(architecture, shape, HeadKind.None) is null);

    private static string ModelTypes => string.Join(", ", _all.Select(architecture => architecture.ModelType));

    private static IArchitecture? Find(string modelType) => Array.Find(_all, architecture => architecture.ModelType == modelType);
}
