using System.Text;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>tokenizer_config.json beside a vocab.txt.</summary>
internal sealed class TokenizerConfigurationTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "tokenizer-config";

    public override IReadOnlyList<SeedFile> Seeds { get; } =
        [SeedFile.Whole(Path.Combine(workplace.CopyModel("bert-eps"), "tokenizer_config.json"), FilePart.Json(Encoding.UTF8.GetBytes(TokenizerFiles.Configuration)))];

    public override Action Load(string path) => TokenizerUse.Load(Path.GetDirectoryName(path)!);
}
