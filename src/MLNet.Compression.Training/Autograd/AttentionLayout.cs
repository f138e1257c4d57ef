using MLNet.Compression.Training.Kernels.Attention;

namespace MLNet.Compression.Training.Autograd;

/// <summary>Where the [n x n] matrix of each sequence and head lies in one flat buffer: sequence by sequence, head by head.</summary>
internal sealed class AttentionLayout
{
    private readonly int[] _sequenceStarts;
    private readonly long[] _offsets;

    /// <param name="sequenceStarts">Where each sequence starts, and the number of tokens at the end.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="reach">Which tokens of its sequence a token looks at.</param>
    public AttentionLayout(ReadOnlySpan<int> sequenceStarts, int heads, AttentionReach reach = AttentionReach.All)
    {
        (Heads, Reach) = (heads, reach);
        _sequenceStarts = sequenceStarts.ToArray();
        _offsets = new long[sequenceStarts.Length];
        for (var s = 0; s < SequenceCount; s++)
        {
            var n = LengthOf(s);
            _offsets[s + 1] = _offsets[s] + ((long)heads * n * n);
        }
    }

    public int Heads { get; }

    /// <summary>Which tokens of its sequence a token looks at; the matrices are whole all the same.</summary>
    public AttentionReach Reach { get; }

    public int SequenceCount => _sequenceStarts.Length - 1;

    /// <summary>Elements of all matrices together.</summary>
    public long Count => _offsets[^1];

    public int StartOf(int sequence) => _sequenceStarts[sequence];

    public int LengthOf(int sequence) => _sequenceStarts[sequence + 1] - _sequenceStarts[sequence];

    /// <summary>Elements of the matrices of all heads of a sequence.</summary>
    public long CountOf(int sequence) => _offsets[sequence + 1] - _offsets[sequence];

    /// <summary>Where the matrix of a sequence and head starts.</summary>
    public long OffsetOf(int sequence, int head)
    {
        var n = LengthOf(sequence);
        return _offsets[sequence] + ((long)head * n * n);
    }
}
