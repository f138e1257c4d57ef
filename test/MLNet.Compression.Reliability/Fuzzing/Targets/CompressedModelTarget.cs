namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>The file of a compressed model; sections are damaged behind right checksums.</summary>
internal sealed class CompressedModelTarget(Workplace workplace) : FuzzTarget
{
    public override string Name => "model";

    public override IReadOnlyList<SeedFile> Seeds { get; } = [.. SampleModels.Create(workplace).Select(model => Seed(workplace.File("model.mlcm"), model))];

    public override Action Load(string path)
    {
        var model = CompressedModel.Load(path);
        return () =>
        {
            ModelUse.Score(model);
            model.Save(Stream.Null);
        };
    }

    private static SeedFile Seed(string path, CompressedModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        var parts = new CompressedModelParts(stream.ToArray());
        return new SeedFile(path, parts.Parts, parts.Join);
    }
}
