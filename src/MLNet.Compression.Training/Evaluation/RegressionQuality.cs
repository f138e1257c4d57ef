using System.Numerics.Tensors;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression;

/// <summary>How well a regression does.</summary>
/// <param name="Pearson">Pearson's correlation with the true numbers; NaN where either is constant.</param>
/// <param name="Spearman">Spearman's.</param>
/// <param name="RootMeanSquaredError">On the label's scale.</param>
/// <param name="TeacherPearson">Pearson's correlation with the teacher's numbers; null without a teacher.</param>
public sealed record RegressionQuality(double Pearson, double Spearman, double RootMeanSquaredError, double? TeacherPearson)
{
    internal static RegressionQuality Of(ReadOnlySpan<float> predicted, ReadOnlySpan<float> targets, float[]? teacher)
    {
        var predictions = new RegressionPredictions(Doubles(predicted), Doubles(targets));
        return new RegressionQuality(
            new PearsonCorrelation().Evaluate(predictions),
            new SpearmanCorrelation().Evaluate(predictions),
            TensorPrimitives.Distance(predicted, targets) / Math.Sqrt(targets.Length),
            teacher is null ? null : new PearsonCorrelation().Evaluate(new RegressionPredictions(Doubles(predicted), Doubles(teacher))));
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        var doubles = new double[values.Length];
        TensorPrimitives.ConvertChecked(values, doubles);
        return doubles;
    }
}
