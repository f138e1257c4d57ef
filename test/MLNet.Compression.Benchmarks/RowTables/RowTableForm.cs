using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Quantization;

namespace MLNet.Compression.Benchmarks.RowTables;

/// <summary>A way to store a table.</summary>
/// <param name="Name">The name in the table of results.</param>
/// <param name="Store">Stores one.</param>
internal sealed record RowTableForm(string Name, Func<RowTable, StoredTable> Store)
{
    private static readonly int[] _bitsOfSteps = [8, 6, 5, 4, 3, 2];
    private static readonly int[] _lengths = [2, 4, 6, 8, 12, 16, 24, 48];
    private static readonly int[] _bitsOfParts = [4, 6, 8, 10];
    private static readonly int[] _counts = [256, 1024, 4096];

    /// <summary>All forms of a table of so many features.</summary>
    public static IEnumerable<RowTableForm> Of(int columns) =>
    [
        new("fp32", table => StoredTable.Of(DenseMatrix.Encode(table.Values.ValueSpan, table.Values.Rows, columns))),
        Rounded(QuantizationScheme.Int8),
        .. _bitsOfSteps.Select(bits => Rounded(QuantizationScheme.LearnedStep(bits))),
        Rounded(QuantizationScheme.Ternary),
        Rounded(QuantizationScheme.Codebook(16)),
        .. from length in _lengths where columns % length == 0 from bits in _bitsOfParts select Rounded(QuantizationScheme.ProductRows(columns / length, bits)),
        .. _counts.Select(count => Rounded(QuantizationScheme.KMeansRows(count))),
        Rounded(QuantizationScheme.ProductRows(columns / 8, 8), byFrequency: true),
        Rounded(QuantizationScheme.KMeansRows(1024), byFrequency: true),
        .. ProductVariants.Of(columns),
    ];

    private static RowTableForm Rounded(QuantizationScheme quantizer, bool byFrequency = false) => new(byFrequency ? $"{quantizer.Name}, by frequency" : quantizer.Name, table =>
    {
        var values = new Parameter(table.Values.Name, table.Values.Rows, table.Values.Columns);
        table.Values.ValueSpan.CopyTo(values.ValueSpan);
        values.Add(quantizer.Create(values, new QuantizerSetting(new TrainingEnvironment(1)) { RowCounts = byFrequency ? table.Counts : null }));
        var (rounded, format) = values.ToStore();
        return StoredTable.Of((format ?? ValueFormat.Float32).EncodeDense(rounded, values.Rows, values.Columns));
    });
}
