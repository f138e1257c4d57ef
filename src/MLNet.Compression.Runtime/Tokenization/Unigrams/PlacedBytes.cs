using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.Unigrams;

/// <summary>UTF-8 bytes, and for each the part of a text that it stands for. Reusable; not safe for several threads.</summary>
internal sealed class PlacedBytes
{
    private const int LeastKept = 256;
    private const int MostKept = 1 << 18;

    private byte[] _bytes = new byte[LeastKept];
    private (int Start, int End)[] _places = new (int, int)[LeastKept];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    /// <summary>Where in the text, in UTF-16 code units, what a byte stands for begins.</summary>
    public int StartOf(int index) => _places[index].Start;

    /// <summary>Where it ends.</summary>
    public int EndOf(int index) => _places[index].End;

    /// <summary>Starts anew; memory that only a text without end takes is given back.</summary>
    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MostKept)
        {
            _bytes = new byte[LeastKept];
            _places = new (int, int)[LeastKept];
        }
    }

    /// <summary>Keeps the first bytes.</summary>
    public void Truncate(int length) => Length = length;

    public void Add(byte value, int start, int end)
    {
        if (Length == _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * Length);
            Array.Resize(ref _places, 2 * Length);
        }

        _bytes[Length] = value;
        _places[Length++] = (start, end);
    }

    public void Add(ReadOnlySpan<byte> values, int start, int end)
    {
        foreach (var value in values)
        {
            Add(value, start, end);
        }
    }

    public void Add(Rune rune, int start, int end)
    {
        Span<byte> bytes = stackalloc byte[4];
        Add(bytes[..rune.EncodeToUtf8(bytes)], start, end);
    }
}
