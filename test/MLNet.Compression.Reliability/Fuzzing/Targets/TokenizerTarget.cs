using System.Text;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>tokenizer.json.</summary>
internal sealed class TokenizerTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "tokenizer";

    public override IReadOnlyList<SeedFile> Seeds { get; } =
        [SeedFile.Whole(workplace.File("tokenizer.json"), FilePart.Json(Encoding.UTF8.GetBytes(TokenizerFiles.Tokenizer)))];

    public override Action Load(string path) => TokenizerUse.Load(Path.GetDirectoryName(path)!);
}
