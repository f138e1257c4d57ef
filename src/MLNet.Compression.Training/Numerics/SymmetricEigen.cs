using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Numerics;

/// <summary>The eigenvalues of a symmetric matrix, largest first, and an orthonormal eigenvector of each.</summary>
/// <remarks>
/// A = Q T Qᵀ with a tridiagonal T by Householder reflections, T = Z Λ Zᵀ by <see cref="TridiagonalEigen"/>; the vectors are the columns of Q Z
/// (Golub and Van Loan 2013, section 8.3).
/// </remarks>
internal sealed class SymmetricEigen
{
    private readonly double[][] _rows;
    private readonly double[] _scales;
    private readonly TridiagonalEigen _tridiagonal;
    private readonly int[] _order;

    /// <param name="matrix">The rows of a symmetric matrix; overwritten.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public SymmetricEigen(double[][] matrix, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        _rows = matrix;
        _scales = new double[matrix.Length];
        var besides = new double[matrix.Length];
        for (var k = 0; k < matrix.Length - 1; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            besides[k] = Reflect(k);
        }

        _tridiagonal = new TridiagonalEigen([.. matrix.Select((row, i) => row[i])], besides, cancellationToken);
        _order = [.. Enumerable.Range(0, matrix.Length).OrderByDescending(i => _tridiagonal.Values[i])];
    }

    /// <summary>An eigenvalue, by rank from 0.</summary>
    public double Value(int rank) => _tridiagonal.Values[_order[rank]];

    /// <summary>The eigenvector of an eigenvalue; its largest component is positive.</summary>
    /// <param name="rank">The eigenvalue's rank, from 0.</param>
    public double[] Vector(int rank)
    {
        double[] vector = [.. _tridiagonal.Vectors[_order[rank]]];
        for (var k = _rows.Length - 2; k >= 0; k--)
        {
            var reflector = Behind(k);
            var part = vector.AsSpan(k + 1);
            TensorPrimitives.MultiplyAdd(reflector, -_scales[k] * TensorPrimitives.Dot<double>(reflector, part), part, part);
        }

        var largest = TensorPrimitives.IndexOfMaxMagnitude<double>(vector);
        if (vector[largest] < 0)
        {
            TensorPrimitives.Negate<double>(vector, vector);
        }

        return vector;
    }

    private Span<double> Behind(int k) => _rows[k].AsSpan(k + 1);

    /// <summary>
    /// H = I − β v vᵀ that makes row k zero behind the element beside the diagonal; what is below and right of it becomes H A H. v stays in the
    /// row's place, β in <see cref="_scales"/>.
    /// </summary>
    /// <returns>The element beside the diagonal.</returns>
    private double Reflect(int k)
    {
        var v = Behind(k);
        var norm = TensorPrimitives.Norm<double>(v);
        if (v.Length == 1 || norm == 0)
        {
            return v[0];
        }

        var beside = v[0] > 0 ? -norm : norm;
        v[0] -= beside;
        _scales[k] = 2 / TensorPrimitives.SumOfSquares<double>(v);
        Update(k, v);
        return beside;
    }

    /// <summary>A − v wᵀ − w vᵀ with w = p − (β / 2)(pᵀ v) v and p = β A v.</summary>
    private void Update(int k, ReadOnlySpan<double> v)
    {
        var w = new double[v.Length];
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = _scales[k] * TensorPrimitives.Dot(_rows[k + 1 + i].AsSpan(k + 1), v);
        }

        TensorPrimitives.MultiplyAdd(v, -0.5 * _scales[k] * TensorPrimitives.Dot(w, v), w, w);
        for (var i = 0; i < w.Length; i++)
        {
            var row = _rows[k + 1 + i].AsSpan(k + 1);
            TensorPrimitives.MultiplyAdd(w, -v[i], row, row);
            TensorPrimitives.MultiplyAdd(v, -w[i], row, row);
        }
    }
}
