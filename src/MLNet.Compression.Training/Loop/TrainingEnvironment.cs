using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Runtime.Memory;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Loop;

/// <summary>What every stage of one run shares: seed, threads, memory, progress, cancellation, validation.</summary>
internal sealed class TrainingEnvironment
{
    /// <param name="seed">The one seed: the same seed gives the same bits on the same machine, whatever the number of threads.</param>
    /// <param name="threads">Threads to use, the caller's included; 0 for all processors.</param>
    /// <param name="progress">Receives the state of the run a few times a second; null for none.</param>
    /// <param name="cancellationToken">Stops the run between two operations of a pass, within a second; its state is saved first where options ask for that.</param>
    public TrainingEnvironment(int seed, int threads = 0, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Seed = (ulong)(uint)seed;
        Workers = new WorkerPool(threads);
        Progress = progress;
        CancellationToken = cancellationToken;
    }

    /// <summary>Rows to measure the model on while it is trained; null, the default, for none.</summary>
    public ValidationData? Validation { get; init; }

    /// <summary>Is told in a sentence what the user should know, such as where a run was resumed.</summary>
    public Action<string> Log { get; init; } = static _ => { };

    /// <summary>Is told in a sentence, with the remedy, what makes a good result unlikely.</summary>
    public Action<string> Warn { get; init; } = static _ => { };

    /// <summary>Is told of every stage that came to its end.</summary>
    public Action<StageReport> Ended { get; init; } = static _ => { };

    internal ulong Seed { get; }

    internal WorkerPool Workers { get; }

    internal BufferPool Buffers { get; } = new();

    internal IProgress<TrainingProgress>? Progress { get; }

    internal CancellationToken CancellationToken { get; }

    /// <summary>Where the time of the student's operations is noted; null for nowhere.</summary>
    internal OperationTimes? Times { get; init; }
}
