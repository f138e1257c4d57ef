using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Loop;

/// <summary>Measures a model in its trainable form, with its parametrisations as they are.</summary>
internal sealed class Validation
{
    private const int BatchRows = 64;
    private readonly ValidationData _data;
    private readonly TextModel _model;
    private readonly TextTask _task;
    private readonly Tape _tape;

    /// <exception cref="ArgumentException">The rows do not fit the model.</exception>
    public Validation(ValidationData data, TextModel model, TrainingEnvironment environment)
    {
        _task = TextTasks.Of(model);
        if (_task.Tally(data) is null)
        {
            throw new ArgumentException($"A validation set can be scored for classes of texts or tokens, numbers, or vectors beside a teacher's, not for {HeadDefinition.Of(model.HeadKind).Name}.", nameof(model));
        }

        if (data.TeacherVectors is null)
        {
            DatasetCheck.RequireTargets(data.Rows, model);
        }

        DatasetCheck.RequireTokens(data.Rows, model);
        (_data, _model) = (data, model);
        _tape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
    }

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ValidationScore Evaluate()
    {
        var tally = _task.Tally(_data)!;
        int[] rows = [.. Enumerable.Range(0, _data.Rows.Count)];
        var batch = new TokenBatch();
        for (var start = 0; start < rows.Length; start += BatchRows)
        {
            var some = rows.AsSpan(start, Math.Min(BatchRows, rows.Length - start));
            batch.Clear();
            _data.Rows.CopyTo(batch, some);
            Score(batch, _data.Rows.TargetsOf(some), tally);
        }

        return tally.Score();
    }

    private void Score(TokenBatch batch, Targets targets, ValidationTally tally)
    {
        try
        {
            tally.Add(_model.Forward(_tape, batch, DropoutRates.None, tally.Needs, targets), targets);
        }
        finally
        {
            _tape.Clear();
        }
    }
}
