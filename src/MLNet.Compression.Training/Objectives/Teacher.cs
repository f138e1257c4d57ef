using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Somebody whose outputs on a batch a term follows: one teacher, or several taken together.</summary>
internal abstract class Teacher
{
    /// <summary>The single teachers behind it, each once.</summary>
    public abstract IReadOnlyList<SingleTeacher> Members { get; }

    /// <summary>The outputs to follow.</summary>
    /// <param name="members">The outputs of each of <see cref="Members"/> on the batch.</param>
    /// <param name="tape">Owns what is made of them.</param>
    /// <param name="position">The step.</param>
    public abstract ModelOutputs Outputs(IReadOnlyDictionary<SingleTeacher, ModelOutputs> members, Tape tape, StepPosition position);
}
