using System.Buffers;
using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as sums of two integers, each times a scale of its own: w = s₁ c₁ + s₂ c₂, rounded once in fp32.</summary>
/// <remarks>Kernels multiply the two parts and add the results.</remarks>
internal sealed class IntegerSum : RowValues
{
    private IntegerSum(IntegerRows first, IntegerRows second)
        : base(first.Pattern) => (First, Second) = (first, second);

    public static ValueEncoding StoredAs { get; } = new(9, "integer-sum", Read);

    public IntegerRows First { get; }

    public IntegerRows Second { get; }

    public override ValueEncoding Encoding => StoredAs;

    public override IEnumerable<string> Features => [Encoding.Name, .. First.Features, .. Second.Features];

    public override long SizeInBytes => (2 * sizeof(uint)) + First.SizeInBytes + Second.SizeInBytes;

    /// <summary>Weights ±s₁ ± s₂ with s₁ and s₂ of each row or group.</summary>
    /// <param name="weights">All weights [rows x columns].</param>
    /// <param name="pattern">Which are stored.</param>
    /// <param name="first">s₁.</param>
    /// <param name="second">s₂.</param>
    /// <returns>Null if a stored weight is none of these.</returns>
    public static IntegerSum? OfSigns(ReadOnlySpan<float> weights, SparsityPattern pattern, IntegerScales first, IntegerScales second)
    {
        var (firsts, seconds) = (new float[weights.Length], new float[weights.Length]);
        for (var i = 0; i < weights.Length; i++)
        {
            var (row, column) = Math.DivRem(i, pattern.Columns);
            var (s1, s2) = (first.Of(row, column / first.GroupSize), second.Of(row, column / second.GroupSize));
            (firsts[i], seconds[i]) = weights[i] == s1 + s2 ? (s1, s2)
                : weights[i] == s1 - s2 ? (s1, -s2)
                : weights[i] == s2 - s1 ? (-s1, s2)
                : weights[i] == -s1 - s2 ? (-s1, -s2)
                : (float.NaN, float.NaN);
        }

        return IntegerRows.Encode(BinaryCode.Instance, firsts, pattern, first) is { } ones && IntegerRows.Encode(BinaryCode.Instance, seconds, pattern, second) is { } others
            ? new IntegerSum(ones, others)
            : null;
    }

    public override IntegerSum SelectRows(ReadOnlySpan<int> rows, SparsityPattern pattern) => new(First.SelectRows(rows, pattern), Second.SelectRows(rows, pattern));

    public override void DecodeRow(int row, Span<float> destination)
    {
        var rented = ArrayPool<float>.Shared.Rent(destination.Length);
        var second = rented.AsSpan(0, destination.Length);
        First.DecodeRow(row, destination);
        Second.DecodeRow(row, second);
        TensorPrimitives.Add(destination, second, destination);
        ArrayPool<float>.Shared.Return(rented);
    }

    public override void Write(ModelWriter writer)
    {
        foreach (var part in new[] { First, Second })
        {
            writer.WriteUInt32(part.Encoding.Id);
            part.Write(writer);
        }
    }

    private static IntegerSum Read(ModelReader reader, SparsityPattern pattern) => new(ReadPart(reader, pattern), ReadPart(reader, pattern));

    private static IntegerRows ReadPart(ModelReader reader, SparsityPattern pattern)
    {
        var id = reader.ReadUInt32("the format of a part");
        foreach (var encoding in new[] { UniformCode.StoredAs, TernaryCode.StoredAs, BinaryCode.StoredAs, GroupScales.StoredAs })
        {
            if (encoding.Id == id)
            {
                return (IntegerRows)encoding.Read(reader, pattern);
            }
        }

        throw reader.Error("a format of integers with scales, 3, 4, 5 or 8, for a part of a sum", $"{id}");
    }
}
