using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>One of several classes for each sequence; the outputs are logits.</summary>
/// <param name="classes">Number of classes.</param>
internal sealed class ClassificationTask(int classes) : SequenceTask
{
    public override ObjectiveTerm TargetTerm(double smoothing) => new HardLabels(smoothing);

    public override WeightedTerm TeacherTerm(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature) =>
        DivergenceTerms.Of(divergence, teacher, weight, temperature);

    public override ValidationScore Judge(float[] outputs, ValidationData data)
    {
        var predictions = new ClassificationPredictions(ProbabilityTable.Softmax(outputs, classes), data.Rows.Labels, data.Teacher);
        return new ValidationScore(
            new Accuracy().Evaluate(predictions), new LogLoss().Evaluate(predictions), data.Teacher is null ? null : new LabelLoyalty().Evaluate(predictions));
    }

    public override void WriteNoise(Tape tape, ModelOutputs outputs, ulong seed) => PredictionNoise.WriteClasses(tape, outputs, seed);

    public override void RequireTargets(TextDataset data)
    {
        var row = data.Labels.IndexOfAnyExceptInRange(0, classes - 1);
        if (row >= 0)
        {
            throw new ArgumentException($"Row {row} has the label {data.Labels[row]}, but the model has {classes} classes, from 0.", nameof(data));
        }
    }

    public override Targets Complete(Targets targets, ModelOutputs outputs)
    {
        var predicted = LargestOf(outputs);
        if (targets is NoTargets)
        {
            return new ClassTargets(predicted);
        }

        var known = targets.Classes.ToArray();
        return new ClassTargets([.. known.Select((label, row) => label < 0 ? predicted[row] : label)]);
    }
}
