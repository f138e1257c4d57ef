using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A loss of each row of the student's logits, averaged over the rows by their weight: one each, unless a term says otherwise.</summary>
internal abstract class LogitTerm : ObjectiveTerm
{
    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    public sealed override double Extent(BatchExtent batch) => TotalWeight(batch.Targets, batch.LogitRows);

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var logits = context.Student.Logits!;
        var gradient = logits.AddableGradient(context.Buffers);
        var total = TotalWeight(context.Targets, logits.Rows);
        var rowGradient = new double[logits.Columns];
        var sum = 0.0;
        for (var row = 0; row < logits.Rows; row++)
        {
            var share = RowWeight(context.Targets, row) / total;
            if (share > 0)
            {
                sum += share * EvaluateRow(context, row, logits.Value.RowSpan(row), rowGradient);
                Add(gradient.RowSpan(row), weight * share, rowGradient);
            }
        }

        return sum;
    }

    /// <summary>How much a row counts, not negative; rows of weight 0 are not looked at.</summary>
    protected virtual double RowWeight(Targets targets, int row) => 1;

    /// <summary>The loss of one row and its gradient.</summary>
    /// <param name="context">The step.</param>
    /// <param name="row">The row: a sequence, or a token where there are logits for each.</param>
    /// <param name="logits">The student's logits of that row.</param>
    /// <param name="gradient">Receives the gradient, overwriting.</param>
    protected abstract double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient);

    private double TotalWeight(Targets targets, int rows)
    {
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            total += RowWeight(targets, row);
        }

        return total;
    }

    private static void Add(Span<float> target, double factor, ReadOnlySpan<double> gradient)
    {
        for (var c = 0; c < gradient.Length; c++)
        {
            target[c] += (float)(factor * gradient[c]);
        }
    }
}
