using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Importance;

/// <summary>Passes over a sample of rows that change nothing: somebody reads gradients, or what flows through the model; there is no optimizer.</summary>
/// <param name="model">The model, with whatever masks it has on; not changed.</param>
/// <param name="environment">Seed of the sample, threads, progress, cancellation.</param>
/// <param name="loss">The loss whose gradient is taken; null for forward passes alone.</param>
internal sealed class SamplePass(TextModel model, TrainingEnvironment environment, SampleLoss? loss)
{
    private readonly Tape _tape = new(environment.Buffers, environment.Workers, training: loss is not null) { CancellationToken = environment.CancellationToken };
    private readonly TrainingBatch _batch = new();

    /// <summary>The most rows of a batch.</summary>
    public int BatchRows { get; init; } = 32;

    /// <summary>What progress is reported as.</summary>
    public string Stage { get; init; } = "importance";

    /// <summary>Runs over a sample.</summary>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="rows">The most rows to look at: a seeded sample where there are more.</param>
    /// <param name="draw">Which of the samples of the seed.</param>
    /// <param name="afterBatch">Called while the model's parameters hold the gradients of a batch.</param>
    /// <exception cref="ArgumentException">There are no rows, or they do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public void Run(TextDataset data, int rows, int draw, Action afterBatch)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        loss?.Require(data);
        DatasetCheck.RequireTokens(data, model);
        var sample = new RowSample(data, rows, environment.Seed, draw, BatchRows);
        var meter = new PassMeter(Stage, sample.Batches, environment.Progress);
        try
        {
            for (var number = 0; number < sample.Batches; number++)
            {
                environment.CancellationToken.ThrowIfCancellationRequested();
                sample.Fill(_batch, number);
                var value = RunBatch();
                afterBatch();
                ClearGradients();
                meter.Add(value, _batch.Tokens.TokenCount);
            }
        }
        finally
        {
            Release();
        }
    }

    private double RunBatch()
    {
        var outputs = model.Forward(_tape, _batch.Tokens, DropoutRates.None, OutputNeeds.OnlyLogits);
        var value = loss?.Evaluate(_tape, _batch, outputs) ?? 0;
        _tape.Backward();
        _tape.Clear();
        return value;
    }

    private void ClearGradients()
    {
        foreach (var parameter in model.TrainedParameters)
        {
            parameter.ClearGradient();
            parameter.UsedRows?.Clear();
        }
    }

    private void Release()
    {
        _tape.Clear();
        ClearGradients();
        foreach (var parameter in model.TrainedParameters)
        {
            parameter.ReleaseGradient(environment.Buffers);
        }
    }
}
