using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling.Replacing;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tests.Distilling.Replacing;

/// <summary>A small predecessor of four layers and a successor of two, with its embeddings and head.</summary>
internal static class Hybrids
{
    public const int Rows = 3;

    public static BertShape PredecessorShape { get; } = TinyModels.ShapeOf(layers: 4, hidden: 4, heads: 2, feedForward: 6);

    public static BertShape SuccessorShape { get; } = TinyModels.ShapeOf(layers: 2, hidden: 4, heads: 2, feedForward: 6);

    public static TextDataset Data { get; } = TinyModels.Data(Rows);

    public static TextModel Predecessor(int seed = 7) => TinyModels.CreateLively(PredecessorShape, seed);

    public static TextModel Successor(TextModel predecessor)
    {
        var model = TinyModels.CreateLively(SuccessorShape, seed: 8);
        foreach (var (from, to) in predecessor.ParametersBesideLayers.Zip(model.ParametersBesideLayers))
        {
            from.ValueSpan.CopyTo(to.ValueSpan);
        }

        return model;
    }

    /// <summary>The predecessor's layers at each of the two places.</summary>
    public static BertLayer[][] Groups(TextModel predecessor) => [.. predecessor.Encoder.Layers.Chunk(2)];

    public static TrainingPlan Plan(TextModel successor, ModuleReplacing replacing, TextModel predecessor, LearningParts learns = LearningParts.Layers, int batchSize = Rows) => new()
    {
        Stage = "test",
        Student = successor,
        Source = new RowSource([new TextRows("training data", Data)], new StepShape(batchSize, (Rows + batchSize - 1) / batchSize)),
        Objective = new Objective([new WeightedTerm(new HardLabels(), 1)]),
        LearningRate = 1e-3,
        Epochs = 1,
        Dropout = DropoutRates.None,
        Frozen = learns == LearningParts.All ? new HashSet<Parameter>() : [.. successor.ParametersBesideLayers],
        Route = new ReplacingRoute(replacing, successor, predecessor),
    };
}
