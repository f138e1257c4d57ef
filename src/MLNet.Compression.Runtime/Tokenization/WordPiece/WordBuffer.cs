namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>One normalised word and where its code points stand in the text.</summary>
internal sealed class WordBuffer
{
    private int[] _codePoints = new int[128];
    private int[] _starts = new int[128];
    private int[] _ends = new int[128];

    /// <summary>Where marks are put in order before they become part of the word.</summary>
    public MarkRun Marks { get; } = new();

    /// <summary>Code points of the word, also those past the limit, which are not kept.</summary>
    public int Length { get; private set; }

    /// <summary>Where the word starts in the text, in UTF-16 code units.</summary>
    public int Start { get; private set; }

    /// <summary>Where the word ends (exclusive).</summary>
    public int End { get; private set; }

    /// <summary>The code points of a word that is not longer than the limit.</summary>
    public ReadOnlySpan<int> CodePoints => _codePoints.AsSpan(0, Length);

    public int StartOf(int index) => _starts[index];

    public int EndOf(int index) => _ends[index];

    public void Clear() => Length = 0;

    public void Add(int codePoint, int start, int end, int limit)
    {
        if (Length == 0)
        {
            Start = start;
        }

        End = end;
        if (Length < limit)
        {
            Keep(codePoint, start, end);
        }

        Length++;
    }

    private void Keep(int codePoint, int start, int end)
    {
        if (Length == _codePoints.Length)
        {
            Grow();
        }

        _codePoints[Length] = codePoint;
        _starts[Length] = start;
        _ends[Length] = end;
    }

    private void Grow()
    {
        Array.Resize(ref _codePoints, 2 * Length);
        Array.Resize(ref _starts, 2 * Length);
        Array.Resize(ref _ends, 2 * Length);
    }
}
