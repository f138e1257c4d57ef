using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>A number for each sequence.</summary>
internal sealed class RegressionTask : SequenceTask
{
    public override bool GivesProbabilities => false;

    public override ObjectiveTerm TargetTerm(double smoothing)
    {
        RequireNoSmoothing(smoothing);
        return new ValueLabels();
    }

    /// <summary>The squared difference from the teacher's number; a number has no temperature and no other divergence.</summary>
    public override WeightedTerm TeacherTerm(PredictionDivergence divergence, Teacher teacher, Schedule weight, Schedule temperature) =>
        new(new LogitRegression(), weight, teacher);

    public override ValidationScore Judge(float[] outputs, ValidationData data)
    {
        var quality = RegressionQuality.Of(outputs, data.Rows.Values, data.TeacherValues);
        return new ValidationScore(
            double.IsNaN(quality.Pearson) ? 0 : quality.Pearson, quality.RootMeanSquaredError * quality.RootMeanSquaredError, quality.TeacherPearson);
    }

    public override void WriteNoise(Tape tape, ModelOutputs outputs, ulong seed) => PredictionNoise.WriteValues(tape, outputs, seed);

    public override void RequireTargets(TextDataset data) => _ = data.Values;

    /// <summary>
    /// One less than the number that the model gives: the squared error against that number itself has no slope, against one that
    /// lies apart by the same for all rows it has twice the slope of the number.
    /// </summary>
    public override Targets Complete(Targets targets, ModelOutputs outputs)
    {
        var predicted = outputs.Logits!.ValueSpan.ToArray();
        var known = targets is NoTargets ? [] : targets.Values.ToArray();
        return new ValueTargets([.. predicted.Select((value, row) => row >= known.Length || float.IsNaN(known[row]) ? value - 1 : known[row])]);
    }
}
