using System.Buffers.Binary;
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
    public void Load(ReadOnlySpan<char> text, bool lowerCase)
    {
        if (text.Length > Capacity)
        {
            throw new ArgumentException($"{text.Length} characters; a block holds {Capacity}.", nameof(text));
        }

        Narrow(text);
        _bytes.AsSpan(text.Length, Padding).Clear();
        Classify(text.Length, lowerCase ? CaseBit : (byte)0);
        _wordBits.AsSpan((text.Length / 8 / 2 * 2) + 2, sizeof(ulong)).Clear();
    }

    /// <summary>Letters and digits at and after a position; numbers over 56 say only that there are more than 56.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int WordLength(int position)
    {
        Debug.Assert((uint)position < Capacity);
        var bits = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_wordBits), position >> 3));
        if (!BitConverter.IsLittleEndian)
        {
            bits = BinaryPrimitives.ReverseEndianness(bits);
        }

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

    [MethodImpl(KernelMethod.Standalone)]
    private unsafe void Narrow(ReadOnlySpan<char> text)
    {
        fixed (char* source = text)
        fixed (byte* target = _bytes)
        {
            var i = 0;
            for (; i <= text.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                NarrowVector((ushort*)source + i, target + i);
            }

            if (i < text.Length && i > 0)
            {
                NarrowVector((ushort*)source + text.Length - Vector128<byte>.Count, target + text.Length - Vector128<byte>.Count);
            }

            for (; i < Math.Min(text.Length, Vector128<byte>.Count); i++)
            {
                target[i] = (byte)Math.Min(source[i], (char)byte.MaxValue);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void NarrowVector(ushort* source, byte* target) =>
        Vector128.NarrowWithSaturation(Vector128.Load(source), Vector128.Load(source + Vector128<ushort>.Count)).Store(target);

    // One vector further than the text, so that every word ends.
    [MethodImpl(KernelMethod.Standalone)]
    private unsafe void Classify(int length, byte caseBit)
    {
        var cases = Vector128.Create(caseBit);
        fixed (byte* bytes = _bytes, bits = _wordBits)
        {
            for (var i = 0; i <= length; i += Vector128<byte>.Count)
            {
                var characters = Vector128.Load(bytes + i);
                var word = LettersAndDigits(characters).ExtractMostSignificantBits();
                bits[i / 8] = (byte)word;
                bits[(i / 8) + 1] = (byte)(word >> 8);
                (characters | (IsInRange(characters, 'A', 'Z') & cases)).Store(bytes + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> IsInRange(Vector128<byte> characters, char first, char last) =>
        Vector128.LessThanOrEqual(characters - Vector128.Create((byte)first), Vector128.Create((byte)(last - first)));
}
