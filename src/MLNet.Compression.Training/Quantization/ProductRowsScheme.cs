using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Clustering;
using MLNet.Compression.Training.Parametrizations;

namespace MLNet.Compression.Training.Quantization;

/// <summary>Vectors are found by k-means of the parts of all rows. Tables beside the word embeddings are too small for codebooks: they are int8.</summary>
internal sealed record ProductRowsScheme : QuantizationScheme
{
    public const int LeastBits = 2;
    public const int MostBits = 12;
    private readonly int _parts;
    private readonly int _size;

    /// <param name="name">The name in messages.</param>
    /// <param name="parts">Parts of a row, all of the same length.</param>
    /// <param name="size">Vectors to choose from.</param>
    public ProductRowsScheme(string name, int parts, int size)
        : base(name) => (_parts, _size) = (parts, size);

    internal override Parametrization? Activations => null;

    internal override bool IsForWords => true;

    internal override QuantizationScheme BesideWords => Int8;

    internal override QuantizationScheme? For(int rows, int columns)
    {
        var parts = Enumerable.Range(1, Math.Min(_parts, columns)).Last(count => columns % count == 0);
        var nearest = parts == _parts ? this : new ProductRowsScheme(NameOf(parts, _size), parts, _size);
        return 2 * parts < _parts || nearest.FaultFor(rows, columns) is not null ? null : nearest;
    }

    internal override string? FaultFor(int rows, int columns) =>
        columns % _parts != 0 ? $"The word embeddings have {columns} features, which {_parts} parts don't divide: choose one of {string.Join(", ", Enumerable.Range(1, columns).Where(divisor => columns % divisor == 0))}."
        : rows <= _size ? $"There are {rows} word embeddings for {_size} vectors to choose from: choose fewer vectors, or another format."
        : null;

    /// <summary>What product rows are called.</summary>
    public static string NameOf(int parts, int size) => $"product rows of {parts} x {int.Log2(size)} bits";

    internal override Parametrization Create(Parameter weight, QuantizerSetting setting)
    {
        if (FaultFor(weight.Rows, weight.Columns) is { } fault)
        {
            throw new ArgumentException(fault);
        }

        var (environment, clusters) = (setting.Environment, new ProductClusters(_parts, _size));
        var rows = new ProductRows(weight.Name, weight.Rows, weight.Columns, clusters);
        clusters.Fit(weight.Value, WeightsOf(setting.RowCounts), environment.Seed, setting.Workers, environment.CancellationToken).CopyTo(rows.Codebooks.ValueSpan);
        rows.Renew(weight, setting.Workers);
        var table = rows.ToMatrix();
        environment.Log(FormattableString.Invariant($"word embeddings as {Name}: {table.SizeInBytes:N0} bytes, relative error {RelativeError(weight, table):F3}"));
        return rows;
    }

    /// <summary>A row counts by the root of how often it is looked up: by the number itself, the many rare ones would hardly count at all.</summary>
    private static float[]? WeightsOf(IReadOnlyList<long>? counts) => counts is null ? null : [.. counts.Select(count => MathF.Sqrt(1 + count))];

    /// <summary>sqrt(Σ (w − ŵ)² / Σ w²).</summary>
    private static double RelativeError(Tensor weight, WeightMatrix table)
    {
        var (error, all, row) = (0.0, 0.0, new float[weight.Columns]);
        for (var i = 0; i < weight.Rows; i++)
        {
            var own = weight.Value.RowSpan(i);
            table.DecodeRow(i, row);
            TensorPrimitives.Subtract(own, row, row);
            error += TensorPrimitives.SumOfSquares<float>(row);
            all += TensorPrimitives.SumOfSquares<float>(own);
        }

        return Math.Sqrt(error / all);
    }
}
