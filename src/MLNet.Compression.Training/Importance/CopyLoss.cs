using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Schedules;
using MLNet.Compression.Training.Tasks;

namespace MLNet.Compression.Training.Importance;

/// <summary>How far a model's predictions are from those of a frozen copy: TextPruner's self-supervised loss (Yang et al. 2022), which needs no targets.</summary>
/// <remarks>It has no gradient while both predict the same; the loss of the predicted class then stands in for it.</remarks>
internal sealed class CopyLoss : SampleLoss
{
    private readonly ModelTeacher _copy;
    private readonly ObjectiveTerm _term;
    private readonly TargetLoss _predicted;
    private readonly Tape _tape;

    /// <param name="model">The model, now still what it is compared with later.</param>
    /// <param name="tape">A tape that does not train, for the copy's passes.</param>
    public CopyLoss(TextModel model, Tape tape)
    {
        _copy = new ModelTeacher(TextModelCopy.Of(model));
        _term = TextTasks.Of(model).TeacherTerm(PredictionDivergence.KullbackLeibler, _copy, weight: 1, temperature: 1).Term;
        _predicted = new TargetLoss(model);
        _tape = tape;
    }

    /// <inheritdoc/>
    public override void Require(TextDataset data)
    {
        if (data.Count == 0)
        {
            throw new ArgumentException("The training data has no rows.", nameof(data));
        }
    }

    /// <inheritdoc/>
    public override double Evaluate(Tape tape, TrainingBatch batch, ModelOutputs outputs)
    {
        var expected = _copy.Forward(_tape, batch, OutputNeeds.OnlyLogits);
        batch.Targets = new NoTargets();
        var loss = expected.Logits!.ValueSpan.SequenceEqual(outputs.Logits!.ValueSpan)
            ? _predicted.Evaluate(tape, batch, outputs)
            : _term.Evaluate(new ObjectiveContext(tape, batch, outputs, expected, new StepPosition(0, 1)), weight: 1);
        _tape.Clear();
        return loss;
    }
}
