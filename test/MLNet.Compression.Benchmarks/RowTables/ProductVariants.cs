using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Clustering;

namespace MLNet.Compression.Benchmarks.RowTables;

/// <summary>What product-quantised rows could be too: vectors of other numbers, and a second stage that quantises what the first one misses.</summary>
internal static class ProductVariants
{
    private const int CodebookOf8Bits = 256;

    public static IEnumerable<RowTableForm> Of(int columns) =>
    [
        Numbers("fp32", columns / 8, sizeof(float), value => value),
        Numbers("fp16", columns / 8, sizeof(ushort), value => (float)(Half)value),
        Stages(columns / 16),
        Stages(columns / 32),
    ];

    private static RowTableForm Numbers(string name, int parts, int bytes, Func<float, float> round) => new($"product rows of {parts} x 8 bits, vectors in {name}", table =>
    {
        var first = Fit(table.Values, parts);
        float[] vectors = [.. first.Vectors.Select(round)];
        return new StoredTable(first.CodeBytes + ((long)vectors.Length * bytes), (row, values) => first.Add(row, vectors, values, clear: true));
    });

    private static RowTableForm Stages(int parts) => new($"2 stages of product rows of {parts} x 8 bits, vectors in fp16", table =>
    {
        var first = Fit(table.Values, parts);
        var rest = new Parameter("rest", table.Values.Rows, table.Values.Columns);
        var row = new float[rest.Columns];
        for (var i = 0; i < rest.Rows; i++)
        {
            first.Add(i, first.Vectors, row, clear: true);
            for (var c = 0; c < row.Length; c++)
            {
                rest.Value.RowSpan(i)[c] = table.Values.Value.RowSpan(i)[c] - row[c];
            }
        }

        var second = Fit(rest, parts);
        return new StoredTable(first.CodeBytes + second.CodeBytes + (2L * sizeof(ushort) * first.Vectors.Length), (i, values) =>
        {
            first.Add(i, first.Vectors, values, clear: true);
            second.Add(i, second.Vectors, values, clear: false);
        });
    });

    private static FittedProduct Fit(Parameter table, int parts)
    {
        var (clusters, workers, codes) = (new ProductClusters(parts, CodebookOf8Bits), new WorkerPool(), new ushort[table.Rows * parts]);
        var vectors = clusters.Fit(table.Value, null, seed: 1, workers);
        clusters.Assign(table.Value, vectors, codes, workers);
        return new FittedProduct(vectors, codes, parts, table.Columns);
    }

    private sealed record FittedProduct(float[] Vectors, ushort[] Codes, int Parts, int Columns)
    {
        public long CodeBytes => Codes.Length;

        public void Add(int row, float[] vectors, float[] values, bool clear)
        {
            for (var c = 0; c < Columns; c++)
            {
                values[c] = (clear ? 0 : values[c]) + vectors[(c * CodebookOf8Bits) + Codes[(row * Parts) + (c / (Columns / Parts))]];
            }
        }
    }
}
