using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>
/// Relational distillation of angles (Park et al. 2019, eq. 9): the cosines between e_k − e_i and e_l − e_i of the [CLS] states of three
/// sequences; smooth L1 between student and teacher, mean over all i, k, l.
/// </summary>
/// <remarks>A cosine with a vector of zeros is 0. The sizes of student and teacher may differ. The work grows with the cube of the step's rows.</remarks>
/// <param name="pairs">The layers whose states are compared; usually the last of each.</param>
internal sealed class AngleRelations(IReadOnlyList<LayerPair> pairs) : SequenceRelations(pairs)
{
    // Each corner has a gradient of its own until it is added; so many fit into memory whatever the step.
    private const int ChunkOfCorners = 64;

    /// <inheritdoc/>
    public override string Name => "angles";

    /// <inheritdoc/>
    protected override (double Loss, double[][] Gradient) Differentiate(SequenceStates states, WorkerPool workers)
    {
        var (rows, expected) = (states.Student, states.Teacher);
        var loss = 0.0;
        var gradient = Array.ConvertAll(rows, row => new double[row.Length]);
        for (var first = 0; first < rows.Length; first += ChunkOfCorners)
        {
            var corners = new (double Loss, double[][] Gradient)[Math.Min(ChunkOfCorners, rows.Length - first)];
            workers.For(corners.Length, i => corners[i] = Corner(rows, expected, first + i));
            foreach (var corner in corners)
            {
                loss += corner.Loss;
                Add(gradient, corner.Gradient);
            }
        }

        return (loss, gradient);
    }

    private static void Add(double[][] sum, double[][] gradient)
    {
        for (var row = 0; row < sum.Length; row++)
        {
            TensorPrimitives.Add<double>(sum[row], gradient[row], sum[row]);
        }
    }

    /// <summary>The part of the loss whose angles have their corner at e_i, and its gradient.</summary>
    private static (double Loss, double[][] Gradient) Corner(double[][] rows, double[][] expected, int i)
    {
        var (sides, lengths) = SidesFrom(rows, i);
        var (expectedSides, _) = SidesFrom(expected, i);
        var cube = Math.Pow(rows.Length, 3);
        var loss = 0.0;
        var gradient = Array.ConvertAll(rows, row => new double[row.Length]);
        for (var k = 0; k < rows.Length; k++)
        {
            var direction = new double[rows[k].Length];
            for (var l = 0; l < rows.Length; l++)
            {
                var difference = TensorPrimitives.Dot<double>(sides[k], sides[l]) - TensorPrimitives.Dot<double>(expectedSides[k], expectedSides[l]);
                loss += SmoothL1.Value(difference) / cube;
                // The cosine of (k, l) is that of (l, k): each counts for both.
                TensorPrimitives.MultiplyAdd(sides[l], 2 * SmoothL1.Derivative(difference) / cube, direction, direction);
            }

            AddSide(gradient, i, k, sides[k], lengths[k], direction);
        }

        return (loss, gradient);
    }

    /// <summary>u_k = (e_k − e_i) / ‖e_k − e_i‖ for all k, and the lengths.</summary>
    private static (double[][] Sides, double[] Lengths) SidesFrom(double[][] rows, int i)
    {
        var sides = Array.ConvertAll(rows, row => new double[row.Length]);
        var lengths = new double[rows.Length];
        for (var k = 0; k < rows.Length; k++)
        {
            TensorPrimitives.Subtract<double>(rows[k], rows[i], sides[k]);
            lengths[k] = UnitVector.Normalize(sides[k]);
        }

        return (sides, lengths);
    }

    /// <summary>From ∂L/∂u_k to the points: ∂L/∂e_k = (g − u (u · g)) / ‖e_k − e_i‖ = −∂L/∂e_i.</summary>
    private static void AddSide(double[][] gradient, int i, int k, double[] side, double length, double[] direction)
    {
        if (length == 0)
        {
            return;
        }

        var along = TensorPrimitives.Dot<double>(side, direction);
        for (var f = 0; f < side.Length; f++)
        {
            var change = (direction[f] - (side[f] * along)) / length;
            gradient[k][f] += change;
            gradient[i][f] -= change;
        }
    }
}
