using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>A weight matrix [outputs x inputs] in the form in which a compressed model stores it. Immutable.</summary>
internal abstract class WeightMatrix
{
    private protected WeightMatrix(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)rows * columns, WeightEncoding.MaxWeights, nameof(rows));
        Rows = rows;
        Columns = columns;
    }

    /// <summary>Outputs of a linear layer, or entries of an embedding table.</summary>
    public int Rows { get; }

    /// <summary>Inputs of a linear layer, or features of an embedding.</summary>
    public int Columns { get; }

    /// <summary>Bytes that the matrix takes in a file, its header included.</summary>
    public long SizeInBytes => WeightEncoding.HeaderSizeInBytes + ContentSizeInBytes;

    /// <summary>Bits in a file for each weight, zeros included.</summary>
    public double BitsPerWeight => SizeInBytes * 8.0 / ((double)Rows * Columns);

    /// <summary>Share of the weights that are zero, from 0 to 1; 0 where there are none.</summary>
    public double Sparsity
    {
        get
        {
            var row = new float[Columns];
            long zeros = 0;
            for (var i = 0; i < Rows; i++)
            {
                DecodeRow(i, row);
                zeros += row.AsSpan().Count(0f);
            }

            return zeros / Math.Max(1.0, (double)Rows * Columns);
        }
    }

    /// <summary>The stored weights, row by row; null if they are put together of other things.</summary>
    internal virtual RowValues? Values => null;

    /// <summary>How the matrix is stored.</summary>
    internal abstract WeightEncoding Encoding { get; }

    /// <summary>Names of what a reader must know to read the matrix.</summary>
    internal virtual IEnumerable<string> Features => [Encoding.Name];

    /// <summary>Bytes that <see cref="WriteContent"/> writes.</summary>
    internal abstract long ContentSizeInBytes { get; }

    /// <summary>Writes all weights as fp32.</summary>
    /// <param name="destination">Receives them row by row [<see cref="Rows"/> x <see cref="Columns"/>].</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public void Decode(Span<float> destination)
    {
        if (destination.Length != (long)Rows * Columns)
        {
            throw new ArgumentException($"A {Rows} x {Columns} matrix does not fit {destination.Length} values.", nameof(destination));
        }

        for (var row = 0; row < Rows; row++)
        {
            DecodeRow(row, destination.Slice(row * Columns, Columns));
        }
    }

    /// <summary>Writes the weights of one row as fp32. Allocates nothing once warm.</summary>
    /// <param name="row">A row, from 0.</param>
    /// <param name="destination">Receives them [<see cref="Columns"/>].</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is not a row.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has another length.</exception>
    public void DecodeRow(int row, Span<float> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        if (destination.Length != Columns)
        {
            throw new ArgumentException($"A row of {Columns} weights does not fit {destination.Length} values.", nameof(destination));
        }

        DecodeRowUnchecked(row, destination);
    }

    internal abstract void DecodeRowUnchecked(int row, Span<float> destination);

    internal abstract void WriteContent(ModelWriter writer);

    /// <summary>A matrix of some rows, whose stored bits are taken over: nothing is rounded again.</summary>
    /// <param name="rows">Rows of this matrix, in the order that they will have; at least one.</param>
    internal abstract WeightMatrix SelectRows(ReadOnlySpan<int> rows);

    /// <summary>Refuses weights that are not a finite [<paramref name="rows"/> x <paramref name="columns"/>] matrix.</summary>
    private protected static void CheckWeights(ReadOnlySpan<float> weights, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (weights.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{weights.Length} weights are not a {rows} x {columns} matrix.", nameof(weights));
        }

        for (var i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"The weight in row {i / columns}, column {i % columns} is {weights[i]}."), nameof(weights));
            }
        }
    }
}
