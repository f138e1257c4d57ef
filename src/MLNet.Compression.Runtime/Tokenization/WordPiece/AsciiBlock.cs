using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>A stretch of text as bytes, with a bit for each ASCII letter or digit, so that words are found without looking at characters.</summary>
/// <remarks>A character past ASCII is a byte of 128 or more. Behind the text lie zeros, so that 16 bytes can be read at any place in it.</remarks>
internal sealed class AsciiBlock
{
    /// <summary>Most characters in a block.</summary>
    public const int Capacity = 4096;

    private const int Padding = 64;
    private const byte CaseBit = 0x20;

    private readonly byte[] _bytes = new byte[Capacity + Padding];
    private readonly byte[] _wordBits = new byte[(Capacity + (2 * Padding)) / 8];

    /// <summary>A character as a byte.</summary>
    public byte this[int position] => _bytes[position];

    /// <summary>Takes a text of at most <see cref="Capacity"/> characters.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public void Load(ReadOnlySpan<char> text, bool lowerCase)
    {
        Narrow(text);
        _bytes.AsSpan(text.Length, Padding).Clear();
        var caseBit = Vector128.Create(lowerCase ? CaseBit : (byte)0);
        // One vector further than the text, so that every word ends.
        for (int i = 0; i <= text.Length; i += Vector128<byte>.Count)
            Classify(i, caseBit);
        _wordBits.AsSpan((text.Length / 8 / 2 * 2) + 2, sizeof(ulong)).Clear();
    }

    /// <summary>Letters and digits at and after a position; numbers over 56 say only that there are more than 56.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int WordLength(int position)
    {
        Debug.Assert((uint)position < Capacity);
        ulong bits = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_wordBits), position >> 3));
        return (int)ulong.TrailingZeroCount(~(bits >> (position & 7)));
    }

    /// <summary>The characters of a word as a number, with zeros behind them.</summary>
    /// <param name="position">Where it starts.</param>
    /// <param name="length">At most 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<byte> Word(int position, int length)
    {
        Debug.Assert((uint)position < Capacity && (uint)length <= 16);
        var characters = Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_bytes), (nuint)position);
        return characters & Vector128.GreaterThan(Vector128.Create((byte)length), Vector128<byte>.Indices);
    }

    /// <summary>All bits of each byte that is an ASCII letter or digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LettersAndDigits(Vector128<byte> characters) =>
        IsInRange(characters, 'A', 'Z') | IsInRange(characters, 'a', 'z') | IsInRange(characters, '0', '9');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Narrow(ReadOnlySpan<char> text)
    {
        int step = Vector128<byte>.Count;
        if (text.Length < step)
        {
            for (int i = 0; i < text.Length; i++)
                _bytes[i] = (byte)Math.Min(text[i], (char)byte.MaxValue);
            return;
        }

        for (int i = 0; i <= text.Length - step; i += step)
            Narrow(text.Slice(i, step), i);
        Narrow(text[^step..], text.Length - step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Narrow(ReadOnlySpan<char> text, int position)
    {
        ReadOnlySpan<ushort> units = MemoryMarshal.Cast<char, ushort>(text);
        Vector128.NarrowWithSaturation(Vector128.Create(units), Vector128.Create(units[Vector128<ushort>.Count..]))
            .CopyTo(_bytes, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Classify(int position, Vector128<byte> caseBit)
    {
        var characters = Vector128.Create(_bytes, position);
        Vector128<byte> upper = IsInRange(characters, 'A', 'Z');
        Vector128<byte> word = LettersAndDigits(characters);
        (characters | (upper & caseBit)).CopyTo(_bytes, position);
        MemoryMarshal.Write(_wordBits.AsSpan(position / 8), (ushort)word.ExtractMostSignificantBits());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsInRange(Vector128<byte> characters, char first, char last) =>
        Vector128.LessThanOrEqual(characters - Vector128.Create((byte)first), Vector128.Create((byte)(last - first)));
}
