using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Kernels.Products;

namespace MLNet.Compression.Training.Objectives;

/// <summary>‖L A R − B‖², the sum of squares, of two models' matrices A and B and learnt projections L and R.</summary>
/// <param name="From">A [a x b].</param>
/// <param name="To">B [c x d].</param>
/// <param name="Left">L [c x a]; null where the rows correspond.</param>
/// <param name="Right">R [b x d]; null where the columns do.</param>
internal sealed record ProjectedWeight(WeightSlice From, WeightSlice To, Parameter? Left, Parameter? Right)
{
    /// <summary>The value; adds <paramref name="weight"/> times its gradient to L, R and what of A and B learns.</summary>
    /// <param name="context">Memory and threads.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="fromLearns">Whether A learns.</param>
    /// <param name="toLearns">Whether B learns.</param>
    public double Evaluate(ObjectiveContext context, double weight, bool fromLearns, bool toLearns)
    {
        (fromLearns, toLearns) = (fromLearns && !context.Tape.IsFrozen(From.Parameter), toLearns && !context.Tape.IsFrozen(To.Parameter));
        var left = Left is null ? From.Value : Product(context, Left.Value, false, From.Value, false, To.Rows, From.Columns);
        var projected = Right is null ? Copy(context, left) : Product(context, left, false, Right.Value, false, To.Rows, To.Columns);
        var loss = Subtract(context, projected, (float)(2 * weight), toLearns);
        if (Right is not null)
        {
            Add(context, left, true, projected, false, Right);
        }

        var gradient = Right is null ? projected : Product(context, projected, false, Right.Value, true, To.Rows, From.Columns);
        if (Left is not null)
        {
            Add(context, gradient, false, From.Value, true, Left);
        }

        if (fromLearns)
        {
            AddToSource(context, gradient);
        }

        return loss;
    }

    private static MatrixView Product(ObjectiveContext context, MatrixView a, bool transposeA, MatrixView b, bool transposeB, int rows, int columns)
    {
        var result = context.Tape.Allocate(rows, columns).Value;
        Gemm.Multiply(a, transposeA, b, transposeB, result, accumulate: false, context.Workers);
        return result;
    }

    private static void Add(ObjectiveContext context, MatrixView a, bool transposeA, MatrixView b, bool transposeB, Parameter to)
    {
        var accumulate = to.OpenGradient(context.Buffers);
        Gemm.Multiply(a, transposeA, b, transposeB, to.Gradient, accumulate, context.Workers);
    }

    private static MatrixView Copy(ObjectiveContext context, MatrixView source)
    {
        var result = context.Tape.Allocate(source.Rows, source.Columns).Value;
        context.Workers.For(source.Rows, row => source.RowSpan(row).CopyTo(result.RowSpan(row)));
        return result;
    }

    /// <summary>Makes L A R the gradient 2 w (L A R − B) in place.</summary>
    /// <returns>‖L A R − B‖².</returns>
    private double Subtract(ObjectiveContext context, MatrixView projected, float factor, bool toLearns)
    {
        var (target, sums) = (To.Value, new double[To.Rows]);
        var gradient = toLearns ? To.Gradient(context.Buffers) : default;
        context.Workers.For(To.Rows, row =>
        {
            var difference = projected.RowSpan(row);
            TensorPrimitives.Subtract(difference, target.RowSpan(row), difference);
            sums[row] = TensorPrimitives.SumOfSquares<float>(difference);
            TensorPrimitives.Multiply(difference, factor, difference);
            if (toLearns)
            {
                TensorPrimitives.Subtract(gradient.RowSpan(row), difference, gradient.RowSpan(row));
            }
        });
        return sums.Sum();
    }

    private void AddToSource(ObjectiveContext context, MatrixView gradient)
    {
        var source = From.Gradient(context.Buffers);
        if (Left is not null)
        {
            Gemm.Multiply(Left.Value, transposeA: true, gradient, transposeB: false, source, accumulate: true, context.Workers);
            return;
        }

        context.Workers.For(From.Rows, row => TensorPrimitives.Add(source.RowSpan(row), gradient.RowSpan(row), source.RowSpan(row)));
    }
}
