using System.Buffers;
using System.Numerics.Tensors;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>A loss of each row of the student's logits, averaged over the rows by their weight: one each, unless a term says otherwise.</summary>
internal abstract class LogitTerm : ObjectiveTerm
{
    /// <summary>Logits worth handing to a thread.</summary>
    private const int LogitsPerPart = 4096;

    /// <summary>Which rows count: all, the default, or those of labelled tokens; of a masked language model these are often enough, and all are many.</summary>
    public LogitRows Rows { get; init; } = LogitRows.All;

    /// <inheritdoc/>
    public sealed override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { LogitRows = Rows };

    /// <inheritdoc/>
    public override bool ReadsTargets => Rows == LogitRows.Labelled;

    /// <inheritdoc/>
    public sealed override double Extent(BatchExtent batch) => TotalWeight(batch.Targets, batch.LogitRows);

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight)
    {
        var logits = context.Student.Logits!;
        logits.AddableGradient(context.Buffers);
        var shares = Shares(context, logits.Rows);
        var losses = new double[logits.Rows];
        context.Workers.ForRange(logits.Rows, Math.Max(1, LogitsPerPart / logits.Columns), (from, to) =>
        {
            var scratch = ArrayPool<double>.Shared.Rent(logits.Columns);
            for (var row = from; row < to; row++)
            {
                losses[row] = shares[row] > 0 ? shares[row] * AddRow(context, logits, row, weight * shares[row], scratch.AsSpan(0, logits.Columns)) : 0;
            }

            ArrayPool<double>.Shared.Return(scratch);
        });
        return losses.Sum();
    }

    /// <summary>How much a row counts, not negative; rows of weight 0 are not looked at.</summary>
    /// <param name="targets">What the batch is to be learnt to give.</param>
    /// <param name="place">The token, or the sequence, that the row is of.</param>
    protected virtual double RowWeight(Targets targets, int place) => Rows == LogitRows.Labelled && targets.TokenLabels[place] == TokenTargets.None ? 0 : 1;

    /// <summary>The loss of one row and its gradient. Runs for several rows at once.</summary>
    /// <param name="context">The step.</param>
    /// <param name="row">The row: of a sequence, or of a token where there are logits for each; see <see cref="ModelOutputs.PlaceOf"/>.</param>
    /// <param name="logits">The student's logits of that row.</param>
    /// <param name="gradient">Receives the gradient, overwriting.</param>
    protected abstract double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient);

    private double[] Shares(ObjectiveContext context, int rows)
    {
        var shares = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            shares[row] = RowWeight(context.Targets, context.Student.PlaceOf(row));
        }

        var total = shares.Sum();
        return Array.ConvertAll(shares, share => share / total);
    }

    private double TotalWeight(Targets targets, int rows)
    {
        var total = 0.0;
        for (var row = 0; row < rows; row++)
        {
            total += RowWeight(targets, row);
        }

        return total;
    }

    private double AddRow(ObjectiveContext context, Tensor logits, int row, double factor, Span<double> scratch)
    {
        var loss = EvaluateRow(context, row, logits.Value.RowSpan(row), scratch);
        TensorPrimitives.Multiply(scratch, factor, scratch);
        var target = logits.Gradient.RowSpan(row);
        Span<float> rounded = stackalloc float[Math.Min(LogitsPerPart / 8, scratch.Length)];
        for (var start = 0; start < scratch.Length; start += rounded.Length)
        {
            var part = scratch.Slice(start, Math.Min(rounded.Length, scratch.Length - start));
            TensorPrimitives.ConvertTruncating<double, float>(part, rounded);
            var sum = target.Slice(start, part.Length);
            TensorPrimitives.Add(sum, rounded[..part.Length], sum);
        }

        return loss;
    }
}
