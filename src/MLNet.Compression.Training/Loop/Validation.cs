using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
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
    private readonly SequenceTask _task;
    private readonly Tape _tape;

    /// <exception cref="ArgumentException">The rows do not fit the model.</exception>
    public Validation(ValidationData data, TextModel model, TrainingEnvironment environment)
    {
        _task = TextTasks.Of(model) as SequenceTask
            ?? throw new ArgumentException($"A validation set can be scored for classes or numbers of whole texts, not for {HeadDefinition.Of(model.HeadKind).Name}.", nameof(model));
        DatasetCheck.RequireTargets(data.Rows, model);
        DatasetCheck.RequireTokens(data.Rows, model);
        (_data, _model) = (data, model);
        _tape = new Tape(environment.Buffers, environment.Workers, training: false) { CancellationToken = environment.CancellationToken };
    }

    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ValidationScore Evaluate()
    {
        var outputs = _model.Head.Outputs;
        var logits = new float[_data.Rows.Count * outputs];
        int[] rows = [.. Enumerable.Range(0, _data.Rows.Count)];
        var batch = new TokenBatch();
        for (var start = 0; start < rows.Length; start += BatchRows)
        {
            var count = Math.Min(BatchRows, rows.Length - start);
            batch.Clear();
            _data.Rows.CopyTo(batch, rows.AsSpan(start, count));
            Score(batch, logits.AsSpan(start * outputs, count * outputs));
        }

        return logits.AsSpan().ContainsAnyExceptInRange(float.MinValue, float.MaxValue)
            ? ValidationScore.Worst(_data.Teacher is not null || _data.TeacherValues is not null)
            : _task.Judge(logits, _data);
    }

    private void Score(TokenBatch batch, Span<float> logits)
    {
        try
        {
            _model.Forward(_tape, batch, DropoutRates.None, OutputNeeds.OnlyLogits).Logits!.ValueSpan.CopyTo(logits);
        }
        finally
        {
            _tape.Clear();
        }
    }
}
