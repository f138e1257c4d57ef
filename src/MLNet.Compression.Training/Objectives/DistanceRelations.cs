using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>
/// Relational distillation of distances (Park et al. 2019, eq. 7): d_ij = ‖e_i − e_j‖ of the [CLS] states of two sequences, divided by
/// the step's mean over i ≠ j; smooth L1 between student and teacher, mean over all i, j.
/// </summary>
/// <remarks>The gradient flows through the student's mean. The sizes of student and teacher may differ. A single sequence has no distances: 0.</remarks>
/// <param name="pairs">The layers whose states are compared; usually the last of each.</param>
internal sealed class DistanceRelations(IReadOnlyList<LayerPair> pairs) : SequenceRelations(pairs)
{
    /// <inheritdoc/>
    public override string Name => "distances";

    /// <inheritdoc/>
    protected override (double Loss, double[][] Gradient) Differentiate(SequenceStates states, WorkerPool workers)
    {
        var (distances, mean) = Relative(states.Student);
        var (expected, _) = Relative(states.Teacher);
        var (loss, through) = (0.0, 0.0);
        var slopes = new double[distances.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            var difference = distances[i] - expected[i];
            loss += SmoothL1.Value(difference) / distances.Length;
            slopes[i] = SmoothL1.Derivative(difference) / distances.Length;
            through += slopes[i] * distances[i];
        }

        return (loss, mean > 0 ? Gradient(states.Student, distances, slopes, mean, through) : Array.ConvertAll(states.Student, row => new double[row.Length]));
    }

    /// <summary>All distances, row by row, divided by their mean over i ≠ j; and that mean.</summary>
    private static (double[] Distances, double Mean) Relative(double[][] rows)
    {
        var n = rows.Length;
        var distances = new double[n * n];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = TensorPrimitives.Distance<double>(rows[i / n], rows[i % n]);
        }

        var mean = n > 1 ? distances.Sum() / (n * (n - 1)) : 0;
        return mean > 0 ? (Array.ConvertAll(distances, distance => distance / mean), mean) : (distances, 0);
    }

    /// <summary>
    /// With r_ij = d_ij / μ and g_ij = ∂L/∂r_ij: ∂L/∂d_ij = (g_ij − Σ g r / (n (n − 1))) / μ, and ∂d_ij/∂e_i = (e_i − e_j) / d_ij = −∂d_ij/∂e_j.
    /// </summary>
    private static double[][] Gradient(double[][] rows, double[] distances, double[] slopes, double mean, double through)
    {
        var n = rows.Length;
        var gradient = Array.ConvertAll(rows, row => new double[row.Length]);
        for (var pair = 0; pair < distances.Length; pair++)
        {
            var (i, j) = (pair / n, pair % n);
            if (distances[pair] == 0)
            {
                continue;
            }

            var slope = (slopes[pair] - (through / (n * (n - 1)))) / mean;
            var factor = slope / (distances[pair] * mean);
            for (var f = 0; f < rows[i].Length; f++)
            {
                var change = factor * (rows[i][f] - rows[j][f]);
                gradient[i][f] += change;
                gradient[j][f] -= change;
            }
        }

        return gradient;
    }
}
