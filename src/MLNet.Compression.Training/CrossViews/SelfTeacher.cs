using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.CrossViews;

/// <summary>The student as its own teacher: with the weights of the step, the whole of the batch and no dropout, and without gradients.</summary>
internal sealed class SelfTeacher(TextModel student) : SingleTeacher
{
    /// <summary>Null: it changes with every step, so nothing of it is worth remembering.</summary>
    public override ModelTeacher? Beside => null;

    /// <inheritdoc/>
    public override string Fingerprint => "the student itself";

    /// <inheritdoc/>
    public override ModelOutputs Forward(Tape tape, TrainingBatch batch, OutputNeeds needs) => student.Forward(tape, batch.Tokens, DropoutRates.None, needs);

    /// <inheritdoc/>
    public override bool Gives(OutputNeeds needs) => true;
}
