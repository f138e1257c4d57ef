using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Kernels.Int8;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Rows put together of parts, each one of a few vectors (product quantisation, Jégou et al. 2011); with one part, rows that share vectors.</summary>
/// <remarks>Made for tables, whose rows are looked up. Stays packed; a row is decoded when it is read. Multiplied in fp32.</remarks>
internal sealed class ProductMatrix : WeightMatrix
{
    private readonly ProductCodebooks _codebooks;
    private readonly ProductCodes _codes;

    private ProductMatrix(int rows, ProductCodebooks codebooks, ProductCodes codes)
        : base(rows, codebooks.Columns) => (_codebooks, _codes) = (codebooks, codes);

    /// <summary>Parts of a row.</summary>
    public int Parts => _codebooks.Parts;

    /// <summary>Vectors that a part is chosen from.</summary>
    public int CodebookSize => _codebooks.Size;

    internal static WeightEncoding StoredAs { get; } = new(5, "product-rows", Read);

    internal override WeightEncoding Encoding => StoredAs;

    internal override long ContentSizeInBytes => _codebooks.SizeInBytes + _codes.SizeInBytes;

    /// <summary>Puts rows together.</summary>
    /// <param name="codebooks">The vectors.</param>
    /// <param name="codes">For each row the vector of each part [rows x parts].</param>
    /// <exception cref="ArgumentException">There are no whole rows of codes, or a code is beyond the codebook.</exception>
    public static ProductMatrix Of(ProductCodebooks codebooks, ReadOnlySpan<ushort> codes)
    {
        if (codes.IsEmpty || codes.Length % codebooks.Parts != 0 || codes.ContainsAnyExceptInRange((ushort)0, (ushort)(codebooks.Size - 1)))
        {
            throw new ArgumentException($"{codes.Length} codes are no rows of {codebooks.Parts} codes below {codebooks.Size}.", nameof(codes));
        }

        return new ProductMatrix(codes.Length / codebooks.Parts, codebooks, new ProductCodes(codes, BitsOf(codebooks.Size)));
    }

    /// <summary>Whether the matrix is, bit for bit, the given weights.</summary>
    public bool Is(ReadOnlySpan<float> weights, int rows, int columns)
    {
        if (rows != Rows || columns != Columns)
        {
            return false;
        }

        var decoded = new float[columns];
        for (var row = 0; row < rows; row++)
        {
            DecodeRowUnchecked(row, decoded);
            if (!MemoryMarshal.AsBytes<float>(decoded).SequenceEqual(MemoryMarshal.AsBytes(weights.Slice(row * columns, columns))))
            {
                return false;
            }
        }

        return true;
    }

    internal override void DecodeRowUnchecked(int row, Span<float> destination)
    {
        var codes = ArrayPool<ushort>.Shared.Rent(Parts);
        var bytes = ArrayPool<byte>.Shared.Rent(Columns);
        _codes.Unpack(row * Parts, codes.AsSpan(0, Parts), bytes.AsSpan(0, Parts));
        _codebooks.CopyIntegers(codes.AsSpan(0, Parts), bytes.AsSpan(0, Columns));
        RowDecoder.Decode(MemoryMarshal.Cast<byte, sbyte>(bytes.AsSpan(0, Columns)), 1, destination);
        TensorPrimitives.Multiply(destination, _codebooks.Scales, destination);
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<ushort>.Shared.Return(codes);
    }

    internal override void WriteContent(ModelWriter writer)
    {
        _codebooks.Write(writer);
        _codes.Write(writer);
    }

    internal override WeightMatrix SelectRows(ReadOnlySpan<int> rows)
    {
        var (codes, scratch) = (new ushort[rows.Length * Parts], new byte[Parts]);
        for (var i = 0; i < rows.Length; i++)
        {
            _codes.Unpack(rows[i] * Parts, codes.AsSpan(i * Parts, Parts), scratch);
        }

        return Of(_codebooks, codes);
    }

    private static ProductMatrix Read(ModelReader reader, int rows, int columns)
    {
        var codebooks = ProductCodebooks.Read(reader, columns);
        return new ProductMatrix(rows, codebooks, ProductCodes.Read(reader, rows * codebooks.Parts, BitsOf(codebooks.Size), codebooks.Size));
    }

    private static int BitsOf(int size) => BitOperations.Log2((uint)size - 1) + 1;
}
