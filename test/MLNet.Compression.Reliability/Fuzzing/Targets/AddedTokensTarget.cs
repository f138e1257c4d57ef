namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>A file that names special or added tokens, beside a vocab.txt and beside a tokenizer.json.</summary>
/// <param name="workplace">Where its folders lie.</param>
/// <param name="name">The format's name.</param>
/// <param name="file">The file's name.</param>
internal sealed class AddedTokensTarget(Workplace workplace, string name, string file) : FuzzTarget
{
    public override string Name => name;

    public override IReadOnlyList<SeedFile> Seeds { get; } = [.. TokenizerFiles.CreateOlder(workplace).Select(folder => SeedFile.Json(Path.Combine(folder, file)))];

    public override Action Load(string path) => TokenizerUse.Load(Path.GetDirectoryName(path)!);
}
