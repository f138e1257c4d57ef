using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Tasks;

/// <summary>Takes in a model's outputs on validation rows, batch by batch, and says how well they fit.</summary>
internal abstract class ValidationTally
{
    /// <summary>What is to be kept of each pass.</summary>
    public abstract OutputNeeds Needs { get; }

    /// <summary>Takes in a batch.</summary>
    /// <param name="outputs">What the model gave.</param>
    /// <param name="targets">What is true.</param>
    public abstract void Add(ModelOutputs outputs, Targets targets);

    /// <summary>How well all batches so far fit.</summary>
    public abstract ValidationScore Score();
}
