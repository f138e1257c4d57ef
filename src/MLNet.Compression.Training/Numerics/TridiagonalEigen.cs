namespace MLNet.Compression.Training.Numerics;

/// <summary>Eigenvalues and eigenvectors of a symmetric tridiagonal matrix by QL steps with implicit shifts (Bowdler, Martin, Reinsch and Wilkinson 1968; Dubrulle 1970).</summary>
internal sealed class TridiagonalEigen
{
    private const int MostSteps = 60;
    private const double Precision = 2.220446049250313e-16;
    private readonly double[] _diagonal;
    private readonly double[] _besides;
    private readonly double _negligible;

    /// <param name="diagonal">The diagonal; becomes the eigenvalues.</param>
    /// <param name="besides">The elements beside it, as many as <paramref name="diagonal"/>, the last without meaning; overwritten.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArithmeticException">The matrix holds a value that is no number.</exception>
    public TridiagonalEigen(double[] diagonal, double[] besides, CancellationToken cancellationToken = default)
    {
        (_diagonal, _besides) = (diagonal, besides);
        _negligible = Precision * diagonal.Zip(besides, (a, b) => Math.Abs(a) + Math.Abs(b)).Max();
        Vectors = [.. diagonal.Select((_, i) => Unit(diagonal.Length, i))];
        for (var first = 0; first < diagonal.Length; first++)
        {
            var steps = 0;
            for (var last = EndOfBlock(first); last > first; last = EndOfBlock(first))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++steps > MostSteps)
                {
                    throw new ArithmeticException("The eigenvalues of the matrix do not settle: does it hold values that are no numbers?");
                }

                Step(first, last);
            }
        }
    }

    /// <summary>The eigenvalues, in no order.</summary>
    public IReadOnlyList<double> Values => _diagonal;

    /// <summary>An eigenvector of each.</summary>
    public double[][] Vectors { get; }

    private static double[] Unit(int length, int place)
    {
        var unit = new double[length];
        unit[place] = 1;
        return unit;
    }

    /// <summary>The end of the block from a place on that is tied together by elements beside the diagonal that are not nearly 0.</summary>
    /// <remarks>Nearly 0 beside the matrix, not beside their neighbours: of few vectors in many dimensions most eigenvalues are rounding alone, and would never settle.</remarks>
    private int EndOfBlock(int first)
    {
        var end = first;
        while (end < _diagonal.Length - 1 && !(Math.Abs(_besides[end]) <= _negligible))
        {
            end++;
        }

        return end;
    }

    /// <summary>One step: a rotation for each element from the block's end to its start, the shift in the first of them.</summary>
    private void Step(int first, int last)
    {
        var ahead = (_diagonal[first + 1] - _diagonal[first]) / (2 * _besides[first]);
        var bulge = _diagonal[last] - _diagonal[first] + (_besides[first] / (ahead + Math.CopySign(double.Hypot(ahead, 1), ahead)));
        var (sine, cosine, moved) = (1.0, 1.0, 0.0);
        for (var i = last - 1; i >= first; i--)
        {
            var (f, b) = (sine * _besides[i], cosine * _besides[i]);
            var radius = double.Hypot(f, bulge);
            _besides[i + 1] = radius;
            if (radius == 0)
            {
                _diagonal[i + 1] -= moved;
                _besides[last] = 0;
                return;
            }

            (sine, cosine) = (f / radius, bulge / radius);
            bulge = _diagonal[i + 1] - moved;
            var turned = ((_diagonal[i] - bulge) * sine) + (2 * cosine * b);
            moved = sine * turned;
            _diagonal[i + 1] = bulge + moved;
            bulge = (cosine * turned) - b;
            Rotate(Vectors[i], Vectors[i + 1], sine, cosine);
        }

        _diagonal[first] -= moved;
        _besides[first] = bulge;
        _besides[last] = 0;
    }

    private static void Rotate(double[] low, double[] high, double sine, double cosine)
    {
        for (var i = 0; i < low.Length; i++)
        {
            var f = high[i];
            high[i] = (sine * low[i]) + (cosine * f);
            low[i] = (cosine * low[i]) - (sine * f);
        }
    }
}
