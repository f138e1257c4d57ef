namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>vocab.txt.</summary>
internal sealed class VocabularyTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "vocabulary";

    public override IReadOnlyList<SeedFile> Seeds { get; } =
        [SeedFile.Whole(Path.Combine(workplace.CopyModel("bert-bare"), "vocab.txt"), FilePart.Text(GoldenModels.Read("bert-bare", "vocab.txt")))];

    public override Action Load(string path) => TokenizerUse.Load(Path.GetDirectoryName(path)!);
}
