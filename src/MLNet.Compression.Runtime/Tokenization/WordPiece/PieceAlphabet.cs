using System.Runtime.CompilerServices;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Numbers the code points of a vocabulary, from <see cref="FirstCode"/>, as they come.</summary>
internal sealed class PieceAlphabet
{
    public const int FirstCode = 2;

    private const int BlockBits = 8;
    private const int BlockSize = 1 << BlockBits;
    private const int BlockCount = 0x110000 >> BlockBits;

    private readonly int[]?[] _blocks = new int[BlockCount][];
    private int _count;

    /// <summary>The number of a code point; 0 for one that was not added.</summary>
    public int CodeOf(int codePoint) => _blocks[codePoint >> BlockBits] is { } block ? block[codePoint & (BlockSize - 1)] : 0;

    /// <summary>The number of a code point, which gets one if it has none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(int codePoint)
    {
        ref var block = ref _blocks[codePoint >> BlockBits];
        ref var code = ref (block ??= new int[BlockSize])[codePoint & (BlockSize - 1)];
        if (code == 0)
        {
            code = FirstCode + _count++;
        }

        return code;
    }
}
