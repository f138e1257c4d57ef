using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Importance;

/// <summary>No loss, but random gradients whose squares have the Fisher information of the model's own predictions as mean: see <see cref="TextTask.WriteNoise"/>. No target is read.</summary>
/// <param name="model">The model.</param>
internal sealed class OwnPredictions(TextModel model) : SampleLoss
{
    private readonly TextTask _task = TextTasks.Of(model);

    /// <inheritdoc/>
    public override void Require(TextDataset data)
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("The data has no rows.", nameof(data));
        }
    }

    /// <inheritdoc/>
    public override double Evaluate(Tape tape, TrainingBatch batch, ModelOutputs outputs)
    {
        _task.WriteNoise(tape, outputs, batch.Seed);
        return 0;
    }
}
