using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Importance;

/// <summary>Forward and backward passes over a sample of rows that change nothing: gradients and a statistic of them, no optimizer.</summary>
/// <remarks>
/// The loss is that of the rows' targets. Where a row has none, it is that of the model's own predicted class. TextPruner's
/// self-supervised form takes KL from a copy's distribution instead, whose gradient is zero as long as the copy is the model itself.
/// </remarks>
internal sealed class ImportancePass
{
    private const int BatchRows = 32;
    private const ulong Stream = 0x1A7054C3;

    private readonly TextModel _model;
    private readonly TrainingEnvironment _environment;
    private readonly TextTask _task;
    private readonly ObjectiveTerm _term;
    private readonly Tape _tape;
    private readonly TrainingBatch _batch = new();

    /// <param name="model">The model whose units are scored; not changed.</param>
    /// <param name="environment">Seed of the sample, threads, progress, cancellation.</param>
    public ImportancePass(TextModel model, TrainingEnvironment environment)
    {
        _model = model;
        _environment = environment;
        _task = TextTasks.Of(model);
        _term = _task.TargetTerm(smoothing: 0);
        _tape = new Tape(environment.Buffers, environment.Workers, training: true) { CancellationToken = environment.CancellationToken };
    }

    /// <summary>Scores every unit by first-order Taylor expansion.</summary>
    /// <param name="data">Rows tokenised by the model's tokenizer.</param>
    /// <param name="rows">The most rows to look at: a seeded sample where there are more.</param>
    /// <exception cref="ArgumentException">There are no rows, or they do not fit the model.</exception>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public UnitScores Run(TextDataset data, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        RequireTargets(data);
        DatasetCheck.RequireTokens(data, _model);
        var order = new ShuffledOrder(data.Count, SeededRandom.Combine(_environment.Seed, Stream)).Of(0);
        int[][] batches = [.. order[..Math.Min(rows, data.Count)].ToArray().Chunk(BatchRows)];
        var set = new TextRows("sample", data);
        var scores = new TaylorScores(_model);
        var meter = new PassMeter("importance", batches.Length, _environment.Progress);
        try
        {
            foreach (var batch in batches)
            {
                _environment.CancellationToken.ThrowIfCancellationRequested();
                _batch.Fill(set, batch, seed: 0);
                var loss = RunBatch();
                scores.AddBatch();
                ClearGradients();
                meter.Add(loss, _batch.Tokens.TokenCount);
            }
        }
        finally
        {
            Release();
        }

        return scores.ToScores();
    }

    private void RequireTargets(TextDataset data)
    {
        if (data.HasTargets || data.Count == 0)
        {
            DatasetCheck.RequireTargets(data, _model);
        }
    }

    private double RunBatch()
    {
        var outputs = _model.Forward(_tape, _batch.Tokens, DropoutRates.None, OutputNeeds.OnlyLogits);
        _batch.Targets = _task.Complete(_batch.Targets, outputs);
        var loss = _term.Evaluate(new ObjectiveContext(_tape, _batch, outputs, teacher: null, new StepPosition(0, 1)), weight: 1);
        _tape.Backward();
        _tape.Clear();
        return loss;
    }

    private void ClearGradients()
    {
        foreach (var parameter in _model.Parameters)
        {
            parameter.ClearGradient();
            parameter.UsedRows?.Clear();
        }
    }

    private void Release()
    {
        _tape.Clear();
        ClearGradients();
        foreach (var parameter in _model.Parameters)
        {
            parameter.ReleaseGradient(_environment.Buffers);
        }
    }
}
