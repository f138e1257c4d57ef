using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A model that runs beside the student.</summary>
/// <param name="model">The model; it does not change unless a plan lets it learn.</param>
/// <param name="tokenization">Which tokens of the batches are its own; 0, those of the student.</param>
internal sealed class ModelTeacher(TextModel model, int tokenization = 0) : SingleTeacher
{
    public TextModel Model => model;

    public int Tokenization => tokenization;

    /// <inheritdoc/>
    public override ModelTeacher Beside => this;

    /// <inheritdoc/>
    public override string Fingerprint => ModelDescription.Of(model);

    /// <inheritdoc/>
    public override ModelOutputs Forward(Tape tape, TrainingBatch batch, OutputNeeds needs) =>
        model.Forward(tape, batch.TokensOf(tokenization), DropoutRates.None, needs, batch.Targets);

    /// <summary>Its outputs in training, so that gradients can go back through them.</summary>
    /// <param name="tape">A tape that trains.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="needs">What is asked for.</param>
    /// <param name="dropout">The rates.</param>
    public ModelOutputs Learn(Tape tape, TrainingBatch batch, OutputNeeds needs, DropoutRates dropout) =>
        model.Forward(tape, batch.TokensOf(tokenization), dropout, needs, batch.TargetsOf(tokenization));

    /// <inheritdoc/>
    public override bool Gives(OutputNeeds needs) => true;
}
