namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>tokenizer.json.</summary>
internal sealed class TokenizerTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "tokenizer";

    public override IReadOnlyList<SeedFile> Seeds { get; } = [Seed(workplace, "bert", TokenizerTexts.Bert), Seed(workplace, "other", TokenizerTexts.Other)];

    public override Action Load(string path) => TokenizerUse.Load(Path.GetDirectoryName(path)!);

    private static SeedFile Seed(Workplace workplace, string folder, string text) =>
        SeedFile.Json(Path.Combine(workplace.CreateFolder(folder, [(TokenizerTexts.Name, text)]), TokenizerTexts.Name));
}
