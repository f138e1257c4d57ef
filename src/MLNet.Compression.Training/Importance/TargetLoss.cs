using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Importance;

/// <summary>The loss of the rows' targets; where a row has none, that of what the model itself predicts.</summary>
/// <param name="model">The model.</param>
internal sealed class TargetLoss(TextModel model) : SampleLoss
{
    private readonly TextTask _task = TextTasks.Of(model);
    private readonly ObjectiveTerm _term = TextTasks.Of(model).TargetTerm(smoothing: 0);

    /// <inheritdoc/>
    public override void Require(TextDataset data)
    {
        if (data.HasTargets || data.Count == 0)
        {
            DatasetCheck.RequireTargets(data, model);
        }
    }

    /// <inheritdoc/>
    public override double Evaluate(Tape tape, TrainingBatch batch, ModelOutputs outputs)
    {
        batch.Targets = _task.Complete(batch.Targets, outputs);
        return _term.Evaluate(new ObjectiveContext(tape, batch, outputs, teacher: null, new StepPosition(0, 1)), weight: 1);
    }
}
