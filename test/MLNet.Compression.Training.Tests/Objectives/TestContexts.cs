using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Tests.Objectives;

/// <summary>What terms read, made of its parts.</summary>
internal static class TestContexts
{
    /// <summary>The first of ten steps.</summary>
    public static StepPosition Start { get; } = new(0, 10);

    public static ObjectiveContext Of(Tape tape, ModelOutputs student, ModelOutputs? teacher, Targets targets) =>
        new(tape, BatchOf(targets), student, teacher, Start);

    public static TrainingBatch BatchOf(Targets targets) => new() { Targets = targets };
}
