using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Importance;

/// <summary>The loss whose slopes say what units are worth.</summary>
internal abstract class SampleLoss
{
    /// <summary>Refuses rows that it can't be taken of.</summary>
    /// <exception cref="ArgumentException">There are no rows, or their targets don't fit the model.</exception>
    public abstract void Require(TextDataset data);

    /// <summary>The loss of a batch; writes its gradient into the logits.</summary>
    /// <param name="tape">The model's pass.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="outputs">The model's outputs, logits among them.</param>
    public abstract double Evaluate(Tape tape, TrainingBatch batch, ModelOutputs outputs);
}
