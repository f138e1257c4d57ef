namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>config.json of a model folder.</summary>
internal sealed class ConfigTarget(Workplace workplace) : FuzzTarget
{
    private static readonly string[] _models = ["bert-sequence", "bert-qa", "albert-groups", "distilbert"];

    public override string Name => "config";

    public override IReadOnlyList<SeedFile> Seeds { get; } = [.. _models.Select(model => SeedFile.Json(Path.Combine(workplace.CopyModel(model), "config.json")))];

    public override Action Load(string path) => CheckpointUse.Load(Path.GetDirectoryName(path)!);
}
