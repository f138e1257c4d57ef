namespace MLNet.Compression.Training.Evaluation;

/// <summary>The share of rows for which the model predicts the class that its teacher predicts (Xu et al. 2021).</summary>
internal sealed class LabelLoyalty : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => "label loyalty";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var teacher = predictions.Teacher;
        var equal = 0;
        for (var row = 0; row < teacher.Rows; row++)
        {
            equal += predictions.Classes[row] == teacher.MostProbable(row) ? 1 : 0;
        }

        return (double)equal / teacher.Rows;
    }
}
