using MLNet.Compression.Benchmarks.Compressing;

namespace MLNet.Compression.Benchmarks.Pruning;

/// <summary>What can be named on the command line. A further unit, measure or ramp is a line here.</summary>
internal static class PruningChoices
{
    public static IReadOnlyList<Named<PruningUnit>> Units { get; } =
    [
        new("16x4", PruningUnit.Blocks(BlockShape.Kernel)),
        new("8x4", PruningUnit.Blocks(new BlockShape(8, 4))),
        new("4x4", PruningUnit.Blocks(new BlockShape(4, 4))),
        new("32x32", PruningUnit.Blocks(new BlockShape(32, 32))),
        new("weights", PruningUnit.Weights),
        new("neurons", PruningUnit.Neurons),
        new("heads", PruningUnit.Heads),
        new("sub-layers", PruningUnit.SubLayers),
        new("structures", PruningUnit.Structures),
        new("layers", PruningUnit.Layers),
        new("hidden", PruningUnit.HiddenFeatures),
    ];

    public static IReadOnlyList<Named<PruningMeasure>> Measures { get; } =
    [
        new("magnitude", PruningMeasure.Magnitude),
        new("largest", PruningMeasure.LargestWeight),
        new("movement", PruningMeasure.Movement()),
        new("soft-movement", PruningMeasure.SoftMovement()),
        new("importance", PruningMeasure.RunningImportance()),
        new("self-supervised", PruningMeasure.Importance(rows: 256, selfSupervised: true)),
        new("output-norm", PruningMeasure.OutputNorm()),
        new("second-order", PruningMeasure.SecondOrder(gradients: 128)),
        new("kronecker", PruningMeasure.Kronecker()),
        new("gates", PruningMeasure.Gates()),
        new("random", PruningMeasure.Random),
    ];

    public static IReadOnlyList<Named<PruningRamp>> Ramps { get; } =
    [
        new("cubic", PruningRamp.Cubic),
        new("linear", PruningRamp.Linear),
        new("one-shot", PruningRamp.OneShot),
        new("iterative", PruningRamp.Iterative(8)),
        new("threshold", PruningRamp.Threshold()),
    ];
}
