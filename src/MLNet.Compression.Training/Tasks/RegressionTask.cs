using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Tasks;

/// <summary>A number for each sequence.</summary>
internal sealed class RegressionTask : SequenceTask
{
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

    public override void RequireTargets(TextDataset data) => _ = data.Values;
}
