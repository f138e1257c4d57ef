using MLNet.Compression.Reliability.Fuzzing.Targets;

namespace MLNet.Compression.Reliability.Fuzzing;

/// <summary>_all formats. A new one is added here and nowhere else.</summary>
internal static class FuzzTargets
{
    private static readonly (string Name, Func<Workplace, FuzzTarget> Create)[] _all =
    [
        ("safetensors", workplace => new SafetensorsTarget(workplace)),
        ("torch-zip", workplace => new TorchZipTarget(workplace)),
        ("torch-legacy", workplace => new TorchLegacyTarget(workplace)),
        ("torch-types", workplace => new TorchTypesTarget(workplace)),
        ("config", workplace => new ConfigTarget(workplace)),
        ("tokenizer", workplace => new TokenizerTarget(workplace)),
        ("tokenizer-config", workplace => new TokenizerConfigurationTarget(workplace)),
        ("special-tokens-map", workplace => new AddedTokensTarget(workplace, "special-tokens-map", TokenizerFiles.SpecialTokensMapName)),
        ("added-tokens", workplace => new AddedTokensTarget(workplace, "added-tokens", TokenizerFiles.AddedTokensName)),
        ("subword-files", workplace => new SubwordFilesTarget(workplace)),
        ("vocabulary", workplace => new VocabularyTarget(workplace)),
        ("model", workplace => new CompressedModelTarget(workplace)),
        ("transformer", workplace => new TransformerTarget(workplace)),
        ("task-transformers", workplace => new TaskTransformerTarget(workplace)),
        ("model2vec", workplace => new StaticFolderTarget(workplace)),
        ("word-vectors", workplace => new WordVectorTarget(workplace)),
        ("training-checkpoint", workplace => new TrainingCheckpointTarget(workplace)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. _all.Select(target => target.Name)];

    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="workplace">Where its files lie.</param>
    public static FuzzTarget Create(string name, Workplace workplace) => _all.Single(target => target.Name == name).Create(workplace);
}
