using System.Buffers;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Encodings;

/// <summary>Stored weights as codes of a few bits.</summary>
/// <remarks>Stays packed; a row is decoded when it is read.</remarks>
internal abstract class CodeRows(SparsityPattern pattern, PackedCodes codes) : RowValues(pattern)
{
    private readonly int _bits = codes.Bits;
    private volatile PackedCodes? _codes = codes;

    /// <summary>Bytes of what comes before the codes.</summary>
    protected abstract long HeaderSizeInBytes { get; }

    public sealed override long SizeInBytes => HeaderSizeInBytes + PackedCodes.LengthOf(Pattern.Count, _bits);

    public sealed override void Write(ModelWriter writer)
    {
        WriteHeader(writer);
        (_codes ?? SelectCodes([.. Enumerable.Range(0, Pattern.Rows)], Pattern)).Write(writer);
    }

    public override void DecodeRow(int row, Span<float> destination)
    {
        var length = Pattern.RowLength(row);
        var packed = ArrayPool<byte>.Shared.Rent(length);
        CopyCodes(row, packed);
        if (length == Pattern.Columns)
        {
            Decode(row, packed.AsSpan(0, length), destination);
        }
        else
        {
            var stored = ArrayPool<float>.Shared.Rent(length);
            Decode(row, packed.AsSpan(0, length), stored.AsSpan(0, length));
            Pattern.Scatter<float>(row, stored.AsSpan(0, length), destination);
            ArrayPool<float>.Shared.Return(stored);
        }

        ArrayPool<byte>.Shared.Return(packed);
    }

    /// <summary>What comes before the codes.</summary>
    protected abstract void WriteHeader(ModelWriter writer);

    /// <summary>The weights that codes of a row stand for.</summary>
    protected abstract void Decode(int row, ReadOnlySpan<byte> packed, Span<float> weights);

    /// <summary>The codes of a row's stored weights, one a byte.</summary>
    protected void CopyCodes(int row, Span<byte> destination)
    {
        var stored = destination[..Pattern.RowLength(row)];
        if (_codes is { } packed)
        {
            packed.Unpack(Pattern.RowStart(row), stored);
        }
        else
        {
            RecallCodes(row, stored);
        }
    }

    /// <summary>Forgets the codes, which <see cref="RecallCodes"/> knows from now on.</summary>
    protected void ForgetCodes() => _codes = null;

    /// <summary>The codes of a row's stored weights after <see cref="ForgetCodes"/>.</summary>
    protected virtual void RecallCodes(int row, Span<byte> stored) => throw new NotSupportedException("The codes are never forgotten.");

    /// <summary>The codes of some rows.</summary>
    /// <param name="rows">Rows of this matrix, in the order that they will have.</param>
    /// <param name="pattern">What these rows store.</param>
    protected PackedCodes SelectCodes(ReadOnlySpan<int> rows, SparsityPattern pattern)
    {
        var selected = new PackedCodes(pattern.Count, _bits);
        var row = new byte[Pattern.Columns];
        for (var i = 0; i < rows.Length; i++)
        {
            CopyCodes(rows[i], row);
            selected.Pack(pattern.RowStart(i), row.AsSpan(0, pattern.RowLength(i)));
        }

        return selected;
    }

    /// <summary>Packs the codes of all stored weights.</summary>
    /// <param name="weights">All weights [rows x columns].</param>
    /// <param name="pattern">Which are stored.</param>
    /// <param name="bits">Bits of a code.</param>
    /// <param name="codeOf">The code of a weight in a row and a column; negative if there is none.</param>
    /// <returns>Null if there is no code for a stored weight.</returns>
    protected static PackedCodes? Pack(ReadOnlySpan<float> weights, SparsityPattern pattern, int bits, Func<int, int, float, int> codeOf)
    {
        var packed = new PackedCodes(pattern.Count, bits);
        var stored = new float[pattern.Columns];
        var codes = new byte[pattern.Columns];
        int[] all = [.. Enumerable.Range(0, pattern.Columns)];
        var columns = new int[pattern.Columns];
        for (var row = 0; row < pattern.Rows; row++)
        {
            var length = pattern.RowLength(row);
            pattern.Gather(row, weights.Slice(row * pattern.Columns, pattern.Columns), stored.AsSpan(0, length));
            pattern.Gather<int>(row, all, columns.AsSpan(0, length));
            for (var i = 0; i < length; i++)
            {
                var code = codeOf(row, columns[i], stored[i]);
                if (code < 0)
                {
                    return null;
                }

                codes[i] = (byte)code;
            }

            packed.Pack(pattern.RowStart(row), codes.AsSpan(0, length));
        }

        return packed;
    }
}
