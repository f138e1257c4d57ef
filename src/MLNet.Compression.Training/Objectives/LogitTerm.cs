using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A loss of the student's logits, averaged over the sequences of the batch.</summary>
internal abstract class LogitTerm : ObjectiveTerm
{
    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var logits = context.Student.Logits!;
        var gradient = logits.AddableGradient(context.Buffers);
        var rowGradient = new double[logits.Columns];
        var sum = 0.0;
        for (var row = 0; row < logits.Rows; row++)
        {
            sum += EvaluateRow(context, row, logits.Value.RowSpan(row), rowGradient);
            var target = gradient.RowSpan(row);
            for (var c = 0; c < rowGradient.Length; c++)
            {
                target[c] += (float)(weight / logits.Rows * rowGradient[c]);
            }
        }

        return sum / logits.Rows;
    }

    /// <summary>The loss of one row and its gradient.</summary>
    /// <param name="context">The step.</param>
    /// <param name="row">The sequence.</param>
    /// <param name="logits">The student's logits of that sequence.</param>
    /// <param name="gradient">Receives the gradient, overwriting.</param>
    protected abstract double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient);
}
