using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Layers;

/// <summary>From the encoder's states to the outputs of a task, and what the task learns from.</summary>
internal abstract class TaskHead
{
    public abstract HeadKind Kind { get; }

    /// <summary>What the first token's state passes first; null where it does not, or other tokens count too.</summary>
    public virtual Linear? Pooler => null;

    /// <summary>The linear layer that reads states of the encoder, or the pooler's output.</summary>
    public abstract Linear Classifier { get; }

    /// <summary>What follows the linear layer and leads to the vocabulary; null where the linear layer is the last.</summary>
    public virtual WordDecoder? Decoder => null;

    /// <summary>Columns of what <see cref="Forward"/> gives.</summary>
    public virtual int Outputs => Classifier.Weight.Rows;

    /// <summary>The linear layers, in order of use.</summary>
    public IEnumerable<Linear> Linears => Pooler is null ? [Classifier] : [Pooler, Classifier];

    /// <summary>Every weight that belongs to the head alone.</summary>
    public IEnumerable<Parameter> Parameters => [.. Linears.SelectMany(linear => linear.Parameters), .. Decoder?.Parameters ?? []];

    /// <param name="tape">The pass.</param>
    /// <param name="hidden">The encoder's output [tokens x hidden size].</param>
    /// <param name="layout">The sequences.</param>
    /// <param name="dropout">The rates.</param>
    /// <returns>[sequences x outputs], or [tokens x outputs] where the task looks at each token.</returns>
    public abstract Tensor Forward(Tape tape, Tensor hidden, AttentionLayout layout, DropoutRates dropout);

    /// <summary>The loss against the true targets.</summary>
    /// <param name="smoothing">ε of label smoothing.</param>
    /// <exception cref="ArgumentException">The task knows no label smoothing.</exception>
    public abstract ObjectiveTerm TargetTerm(double smoothing);

    /// <summary>The loss against a teacher's outputs.</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="weight">The term's weight, before what makes up for the temperature.</param>
    /// <param name="temperature">The temperature of both sides' probabilities, if there are any.</param>
    public abstract WeightedTerm TeacherTerm(TextModel teacher, double weight, double temperature);

    /// <summary>Whether every row of a data set has a target that the head can learn.</summary>
    /// <exception cref="ArgumentException">One has not; the message names it.</exception>
    /// <exception cref="InvalidOperationException">The rows have targets of another kind.</exception>
    public abstract void RequireTargets(TextDataset data);

    protected static void RequireNoSmoothing(double smoothing)
    {
        if (smoothing != 0)
        {
            throw new ArgumentException($"Label smoothing ({smoothing}) is for classes of whole texts: set it to 0.", nameof(smoothing));
        }
    }
}
