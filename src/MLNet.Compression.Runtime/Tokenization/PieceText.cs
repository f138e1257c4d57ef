using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>The pieces of a vocabulary as they stand in files: UTF-8, a line feed between each two.</summary>
/// <remarks>So a vocabulary is read without an object for each piece.</remarks>
internal sealed class PieceText
{
    public const byte Separator = (byte)'\n';

    private readonly byte[] _text;

    // One more than there are pieces: where a piece would start that stands behind the last one.
    private readonly int[] _starts;

    private PieceText(byte[] text, int[] starts) => (_text, _starts) = (text, starts);

    public int Count => _starts.Length - 1;

    /// <summary>The UTF-8 bytes of a piece.</summary>
    public ReadOnlySpan<byte> this[int id]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _text.AsSpan(_starts[id], _starts[id + 1] - _starts[id] - 1);
    }

    /// <summary>Takes a text and keeps it.</summary>
    /// <param name="text">UTF-8; see <see cref="IsUtf8"/>.</param>
    /// <param name="count">Pieces: separators, and 1.</param>
    public static PieceText Of(byte[] text, int count)
    {
        var starts = new int[count + 1];
        FindStarts(text, starts);
        return new PieceText(text, starts);
    }

    /// <param name="pieces">Pieces without line breaks or halves of surrogate pairs.</param>
    public static PieceText Of(IReadOnlyList<string> pieces) =>
        Of(Encoding.UTF8.GetBytes(string.Join((char)Separator, pieces)), pieces.Count);

    /// <summary>What <see cref="Of(byte[], int)"/> took.</summary>
    public ReadOnlySpan<byte> Bytes => _text;

    public static bool IsUtf8(ReadOnlySpan<byte> text) => Utf8.IsValid(text);

    /// <summary>A piece as a text.</summary>
    public string Decode(int id) => Encoding.UTF8.GetString(this[id]);

    /// <summary>All pieces as texts.</summary>
    public string[] DecodeAll()
    {
        var pieces = new string[Count];
        for (var id = 0; id < pieces.Length; id++)
        {
            pieces[id] = Decode(id);
        }

        return pieces;
    }

    [MethodImpl(KernelMethod.Standalone)]
    private static void FindStarts(ReadOnlySpan<byte> text, Span<int> starts)
    {
        for (var id = 1; id < starts.Length - 1; id++)
        {
            starts[id] = starts[id - 1] + text[starts[id - 1]..].IndexOf(Separator) + 1;
        }

        starts[^1] = text.Length + 1;
    }
}
