using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean of (z_s − z_t)² over all rows and classes (Ba and Caruana 2014).</summary>
internal sealed class LogitRegression : LogitTerm
{
    /// <inheritdoc/>
    public override string Name => "logits";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => StudentNeeds;

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var teacher = context.Teacher.Logits!.Value.RowSpan(row);
        var loss = 0.0;
        for (var c = 0; c < logits.Length; c++)
        {
            var difference = (double)logits[c] - teacher[c];
            loss += difference * difference / logits.Length;
            gradient[c] = 2 * difference / logits.Length;
        }

        return loss;
    }
}
