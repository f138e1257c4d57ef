using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Removal.Measures;

/// <summary>A loss ½ δᵀ F δ of changes δ of weights, and what it says of removing some of them.</summary>
/// <param name="rows">F, symmetric and positive definite.</param>
internal sealed class QuadraticForm(double[][] rows)
{
    /// <summary>Rows of F.</summary>
    public int Size => rows.Length;

    /// <summary>(F_SS)⁻¹ of the weights S that are there.</summary>
    /// <param name="places">S.</param>
    public double[][] Inverse(int[] places)
    {
        var inverse = new double[places.Length][];
        for (var i = 0; i < inverse.Length; i++)
        {
            inverse[i] = new double[places.Length];
            inverse[i][i] = 1;
        }

        Factor(places).Solve(inverse, WorkerPool.Inline);
        return inverse;
    }

    /// <summary>What the removal of a unit Q costs if the other weights that are there make up for it: ½ wᵀ ([F⁻¹]_QQ)⁻¹ w, for each w.</summary>
    /// <param name="inverse">F⁻¹.</param>
    /// <param name="unit">Q, places in F⁻¹.</param>
    /// <param name="weights">Some w_Q.</param>
    public static double[] Costs(double[][] inverse, int[] unit, double[][] weights)
    {
        if (unit is [var only])
        {
            return Array.ConvertAll(weights, w => 0.5 * w[0] * w[0] / inverse[only][only]);
        }

        var solutions = Array.ConvertAll(weights, w => (double[])w.Clone());
        new Cholesky(Part(inverse, unit, unit), WorkerPool.Inline).Solve(solutions, WorkerPool.Inline);
        return [.. weights.Zip(solutions, (w, solution) => 0.5 * w.Zip(solution, (a, b) => a * b).Sum())];
    }

    /// <summary>The changes of the weights R that stay which make up best for those Q that go: the least of ½ δᵀ F δ with δ_Q = −w_Q is at δ_R = F_RR⁻¹ F_RQ w_Q, for each w.</summary>
    /// <param name="remaining">R.</param>
    /// <param name="going">Q.</param>
    /// <param name="weights">Some w_Q.</param>
    public double[][] Changes(int[] remaining, int[] going, double[][] weights)
    {
        var mixed = Part(rows, remaining, going);
        var changes = Array.ConvertAll(weights, w => Array.ConvertAll(mixed, row => row.Zip(w, (a, b) => a * b).Sum()));
        Factor(remaining).Solve(changes, WorkerPool.Inline);
        return changes;
    }

    private Cholesky Factor(int[] places) => new(Part(rows, places, places), WorkerPool.Inline);

    private static double[][] Part(double[][] matrix, int[] rows, int[] columns) => Array.ConvertAll(rows, i =>
    {
        var (row, part) = (matrix[i], new double[columns.Length]);
        for (var j = 0; j < part.Length; j++)
        {
            part[j] = row[columns[j]];
        }

        return part;
    });
}
