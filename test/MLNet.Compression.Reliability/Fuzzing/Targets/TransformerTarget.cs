using Microsoft.ML;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>A trained classifier that ML.NET saved, with the report of its stages.</summary>
internal sealed class TransformerTarget : FuzzTarget
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly SavedTransformer _saved;

    public TransformerTarget(Workplace workplace)
    {
        _saved = new SavedTransformer(_ml);
        using var model = TrainedModel.Fit(_ml);
        Seeds = [_saved.Seed(workplace.File("transformer.zip"), model, TrainedModel.Keyed(_ml).Schema)];
    }

    public override string Name => "transformer";

    public override IReadOnlyList<SeedFile> Seeds { get; }

    public override Action Load(string path) => _saved.Load(path);

    public override bool IsRefusal(Exception exception) => SavedTransformer.IsRefusal(exception);
}
