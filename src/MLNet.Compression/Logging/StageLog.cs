using Microsoft.ML.Runtime;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Logging;

/// <summary>Passes a stage's progress to MLContext.Log, twice a second and at the end of a stage, and to the user's own listener.</summary>
internal sealed class StageLog(IHost host, IProgress<TrainingProgress>? listener) : IProgress<TrainingProgress>, IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(500);

    private readonly IChannel _channel = host.Start("Fit");
    private readonly List<StageReport> _stages = [];
    private (string Stage, TimeSpan Elapsed) _last;

    /// <summary>The stages that came to their end.</summary>
    public IReadOnlyList<StageReport> Stages => _stages;

    public void Report(TrainingProgress value)
    {
        if (value.IsFinal || value.Stage != _last.Stage || value.Elapsed - _last.Elapsed >= _interval)
        {
            _last = (value.Stage, value.Elapsed);
            Inform(value.ToString());
        }

        listener?.Report(value);
    }

    /// <summary>Notes a stage that came to its end.</summary>
    public void Close(StageReport stage) => _stages.Add(stage);

    public void Inform(string message) => _channel.Info(MessageSensitivity.None, message);

    /// <summary>Names the weights that a checkpoint did not have.</summary>
    public void InformOfNewTensors(TextModel model)
    {
        if (model.NewTensors.Count > 0)
        {
            Inform($"new weights, as the checkpoint has none for this task and these classes: {string.Join(", ", model.NewTensors)}");
        }
    }

    /// <summary>Warns of what is wrong with the training data, unless another fit on the same data did (<see cref="DataWarnings"/>).</summary>
    public void WarnOfData(string message)
    {
        if (DataWarnings.IsNew(message))
        {
            Warn(message);
        }
    }

    public void Warn(string message) => _channel.Warning(MessageSensitivity.Schema, message);

    public void Dispose() => _channel.Dispose();
}
