using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tests.Inference;

namespace MLNet.Compression.Runtime.Tests.Encodings;

/// <summary>A number format of few bits, with a plain way to round weights to its values.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="Bits">Bits of a weight in a file.</param>
/// <param name="IsInteger">Whether the kernels multiply integers.</param>
/// <param name="Round">Rounds weights in place and gives the format that holds them: (weights, rows).</param>
internal sealed record RoundedFormat(string Name, int Bits, bool IsInteger, Func<float[], int, ValueFormat> Round)
{
    /// <summary>Columns that share an fp16 scale; 0 where rows or the whole matrix do.</summary>
    public int GroupSize { get; init; }

    /// <summary>Whether a weight is a sum of two integers with scales of their own.</summary>
    public bool IsSum { get; init; }

    public static IEnumerable<RoundedFormat> All =>
    [
        .. Enumerable.Range(2, 7).Select(bits => Integers(bits, signed: true, perRow: true)),
        Integers(4, signed: true, perRow: false),
        Integers(3, signed: false, perRow: true),
        Integers(8, signed: false, perRow: false),
        Ternary(perRow: true),
        Ternary(perRow: false),
        Binary(perRow: true),
        Binary(perRow: false),
        Codebook(2),
        Codebook(5),
        Codebook(16),
        Codebook(200),
        Codebook(256),
        InGroups("4 bits", 4, 16, highest: 7, ValueFormat.IntegersInGroups),
        InGroups("8 bits", 8, 16, highest: 127, ValueFormat.IntegersInGroups),
        InGroups("3 bits", 3, 64, highest: 3, ValueFormat.IntegersInGroups),
        InGroups("ternary", 2, 16, highest: 1, (_, size, _) => ValueFormat.TernaryInGroups(size)),
        InGroups("binary", 1, 32, highest: 0, (_, size, _) => ValueFormat.BinaryInGroups(size)),
        SumOfSigns(0),
        SumOfSigns(16),
    ];

    /// <summary>As <see cref="All"/>, for a parametrised test.</summary>
    public static IEnumerable<TestCaseData> Cases => All.Select(format => new TestCaseData(format).SetArgDisplayNames(format.Name));

    public override string ToString() => Name;

    /// <summary>Rounds every matrix and stores it densely.</summary>
    public MatrixEncoder Dense() => (_, weights, rows, columns) =>
    {
        var rounded = weights.ToArray();
        return Round(rounded, rows).EncodeDense(rounded, rows, columns);
    };

    /// <summary>Removes blocks of every matrix of a layer, rounds the others, and stores these; the rest of the model densely.</summary>
    public MatrixEncoder BlockSparse(int blockRows, int blockColumns) => (name, weights, rows, columns) =>
    {
        var rounded = weights.ToArray();
        var format = Round(rounded, rows);
        return name.StartsWith("encoder.", StringComparison.Ordinal)
            ? BlockSparseMatrix.Encode(TestModels.Prune(rounded, rows, columns, blockRows, blockColumns, 0.4), rows, columns, blockRows, blockColumns, format)
            : format.EncodeDense(rounded, rows, columns);
    };

    private static RoundedFormat Integers(int bits, bool signed, bool perRow) => new(
        $"{(signed ? "" : "unsigned ")}{bits} bits {(perRow ? "a step a row" : "one step")}", bits, IsInteger: true, (weights, rows) =>
        {
            var (lowest, highest) = signed ? (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) : (0, Math.Min(127, (1 << bits) - 1));
            var steps = Magnitudes(weights, perRow ? rows : 1, part => part.Max(MathF.Abs) / Math.Max(1, Math.Max(-lowest - 1, highest)));
            RoundParts(weights, steps, (weight, step) => step == 0 ? 0 : Math.Clamp(MathF.Round(weight / step), Math.Max(lowest, -127), highest) * step);
            return ValueFormat.Integers(bits, signed, steps);
        });

    private static RoundedFormat Ternary(bool perRow) => new($"ternary {(perRow ? "a scale a row" : "one scale")}", 2, IsInteger: true, (weights, rows) =>
    {
        var scales = Magnitudes(weights, perRow ? rows : 1, part => part.Average(MathF.Abs));
        RoundParts(weights, scales, (weight, scale) => MathF.Abs(weight) > 0.7f * scale ? MathF.CopySign(scale, weight) : 0);
        return ValueFormat.Ternary(perRow);
    });

    private static RoundedFormat Binary(bool perRow) => new($"binary {(perRow ? "a scale a row" : "one scale")}", 1, IsInteger: true, (weights, rows) =>
    {
        RoundParts(weights, Magnitudes(weights, perRow ? rows : 1, part => part.Average(MathF.Abs)), (weight, scale) => weight < 0 ? -scale : scale);
        return ValueFormat.Binary(perRow);
    });

    /// <param name="name">For the test's name.</param>
    /// <param name="bits">Bits of a weight.</param>
    /// <param name="size">Columns of a group.</param>
    /// <param name="highest">The largest integer; 0 for signs alone.</param>
    /// <param name="format">The format: (bits, columns of a group, scales).</param>
    private static RoundedFormat InGroups(string name, int bits, int size, int highest, Func<int, int, float[], ValueFormat> format) =>
        new($"{name} in groups of {size}", bits, IsInteger: true, (weights, rows) =>
        {
            var (columns, scales) = (weights.Length / rows, new List<float>());
            for (var row = 0; row < rows; row++)
            {
                for (var start = 0; start < columns; start += size)
                {
                    var group = weights.AsSpan((row * columns) + start, Math.Min(size, columns - start));
                    var scale = (float)(Half)(highest == 0 ? group.ToArray().Average(MathF.Abs) : group.ToArray().Max(MathF.Abs) / highest);
                    scales.Add(scale);
                    foreach (ref var weight in group)
                    {
                        weight = highest == 0 ? (weight < 0 ? -scale : scale) : Math.Clamp(MathF.Round(weight / scale), -highest, highest) * scale;
                    }
                }
            }

            return format(bits, size, [.. scales]);
        })
        { GroupSize = size };

    /// <summary>Two signs with scales of 3 and 1 quarters of the largest magnitude.</summary>
    private static RoundedFormat SumOfSigns(int groupSize) => new($"sum of signs{(groupSize > 0 ? $" in groups of {groupSize}" : "")}", 2, IsInteger: true, (weights, rows) =>
    {
        var columns = weights.Length / rows;
        var (firsts, seconds) = (new List<float>(), new List<float>());
        for (var row = 0; row < rows; row++)
        {
            for (var start = 0; start < columns; start += groupSize > 0 ? groupSize : columns)
            {
                var group = weights.AsSpan((row * columns) + start, Math.Min(groupSize > 0 ? groupSize : columns, columns - start));
                var (s1, s2) = ((float)(Half)(0.7f * group.ToArray().Max(MathF.Abs)), (float)(Half)(0.3f * group.ToArray().Max(MathF.Abs)));
                firsts.Add(s1);
                seconds.Add(s2);
                foreach (ref var weight in group)
                {
                    var rest = weight;
                    weight = new[] { s1 + s2, s1 - s2, s2 - s1, -s1 - s2 }.MinBy(value => MathF.Abs(value - rest));
                }
            }
        }

        return ValueFormat.SumOfSigns([.. firsts], [.. seconds], groupSize);
    })
    { IsSum = true, GroupSize = groupSize };

    private static RoundedFormat Codebook(int size) => new($"codebook of {size}", (int)Math.Ceiling(Math.Log2(size)), IsInteger: false, (weights, _) =>
    {
        var (least, greatest) = (weights.Min(), weights.Max());
        float[] centroids = [.. Enumerable.Range(0, size).Select(i => least + ((greatest - least) * i / (size - 1)))];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = centroids.MinBy(centroid => Math.Abs(centroid - weights[i]));
        }

        return ValueFormat.Codebook(centroids);
    });

    private static float[] Magnitudes(float[] weights, int parts, Func<float[], float> magnitude) =>
        [.. weights.Chunk(weights.Length / parts).Select(magnitude)];

    private static void RoundParts(float[] weights, float[] scales, Func<float, float, float> round)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = round(weights[i], scales[(int)((long)i * scales.Length / weights.Length)]);
        }
    }
}
