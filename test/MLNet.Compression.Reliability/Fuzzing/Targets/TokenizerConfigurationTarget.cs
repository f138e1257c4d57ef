namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>tokenizer_config.json beside a vocab.txt and, with added tokens, beside a tokenizer.json too.</summary>
internal sealed class TokenizerConfigurationTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "tokenizer-config";

    public override IReadOnlyList<SeedFile> Seeds { get; } =
        [Usual(workplace), .. TokenizerFiles.CreateNewer(workplace).Select(folder => SeedFile.Json(Path.Combine(folder, TokenizerFiles.ConfigurationName)))];

    public override Action Load(string path) => TokenizerUse.Load(Path.GetDirectoryName(path)!);

    private static SeedFile Usual(Workplace workplace)
    {
        var path = Path.Combine(workplace.CopyModel("bert-eps"), TokenizerFiles.ConfigurationName);
        File.WriteAllText(path, TokenizerFiles.Configuration);
        return SeedFile.Json(path);
    }
}
