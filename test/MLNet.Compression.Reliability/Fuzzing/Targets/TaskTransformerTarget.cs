using Microsoft.ML;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Models that ML.NET saved, of every task but that of classes.</summary>
internal sealed class TaskTransformerTarget : FuzzTarget
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly SavedTransformer _saved;

    public TaskTransformerTarget(Workplace workplace)
    {
        _saved = new SavedTransformer(_ml);
        Seeds = [.. SampleTransformers.Create(_ml).Select((model, i) => _saved.Seed(workplace.File($"task-{i}.zip"), model, SavedTransformer.Rows(_ml, model).Schema))];
    }

    public override string Name => "task-transformers";

    public override IReadOnlyList<SeedFile> Seeds { get; }

    public override Action Load(string path) => _saved.Load(path);

    public override bool IsRefusal(Exception exception) => SavedTransformer.IsRefusal(exception);
}
