using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>One teacher: a model that runs beside the student, or predictions that somebody made before.</summary>
internal abstract class SingleTeacher : Teacher
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<SingleTeacher> Members => [this];

    /// <summary>The model that runs beside the student; null where predictions are all there is.</summary>
    public abstract ModelTeacher? Beside { get; }

    /// <summary>All that decides its outputs, as a short text.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Its outputs on a batch, as far as they are asked for.</summary>
    /// <param name="tape">A tape that does not train.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="needs">What is asked for.</param>
    public abstract ModelOutputs Forward(Tape tape, TrainingBatch batch, OutputNeeds needs);

    /// <summary>Whether it can give all that.</summary>
    /// <param name="needs">What would be asked for.</param>
    public abstract bool Gives(OutputNeeds needs);

    /// <inheritdoc/>
    public sealed override ModelOutputs Outputs(IReadOnlyDictionary<SingleTeacher, ModelOutputs> members, Tape tape, StepPosition position) => members[this];
}
