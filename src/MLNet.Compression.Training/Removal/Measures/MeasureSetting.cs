using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Removal.Units;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>What measures are made for.</summary>
/// <param name="Model">The model that is pruned.</param>
/// <param name="Groups">Its units, with their masks on.</param>
/// <param name="Rows">The rows that it learns from, in its tokens.</param>
/// <param name="Environment">Seed, threads, cancellation.</param>
internal sealed record MeasureSetting(TextModel Model, IReadOnlyList<UnitGroup> Groups, TextDataset Rows, TrainingEnvironment Environment)
{
    /// <summary>A tape for passes of models that do not learn.</summary>
    public Tape InferenceTape => new(Environment.Buffers, Environment.Workers, training: false) { CancellationToken = Environment.CancellationToken };
}
