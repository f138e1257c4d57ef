namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Neighbouring marks, to be put in canonical order: by combining class, equal ones as they stood (Unicode Standard, D108 and D109).</summary>
/// <remarks>
/// As in the published tokenizers, marks change places but places in the text do not: the first mark of the sorted run gets the place of the
/// first mark of the text. A mark that came of decomposing another character has no place of its own and shares that of the mark before it.
/// </remarks>
internal sealed class MarkRun
{
    private const int ClassShift = 32;
    private const int LargestKept = 4096;

    private readonly List<(int CodePoint, bool HasPlace, bool IsKept)> _marks = [];
    private readonly List<(int Start, int End)> _places = [];

    // Class and index in one number, so that sorting keeps equal classes in order.
    private readonly List<long> _order = [];

    /// <summary>A mark of the text.</summary>
    /// <param name="codePoint">The mark.</param>
    /// <param name="combiningClass">Its class, not 0.</param>
    /// <param name="isKept">Whether it becomes part of the word; one that does not still takes a place.</param>
    /// <param name="start">Where it starts in the text.</param>
    /// <param name="end">Where it ends (exclusive).</param>
    public void Add(int codePoint, int combiningClass, bool isKept, int start, int end)
    {
        _places.Add((start, end));
        Add(codePoint, combiningClass, hasPlace: true, isKept);
    }

    /// <summary>A kept mark at the end of a decomposed character.</summary>
    /// <param name="codePoint">The mark.</param>
    /// <param name="combiningClass">Its class, not 0.</param>
    public void AddDecomposed(int codePoint, int combiningClass) => Add(codePoint, combiningClass, hasPlace: false, isKept: true);

    /// <summary>Appends the kept marks to a word, in order, and forgets all.</summary>
    /// <param name="word">The word.</param>
    /// <param name="place">Where the character before the run stands in the text.</param>
    /// <param name="limit">Code points of a word that are worth keeping.</param>
    public void MoveTo(WordBuffer word, (int Start, int End) place, int limit)
    {
        _order.Sort();
        var places = 0;
        foreach (var key in _order)
        {
            (var codePoint, var hasPlace, var isKept) = _marks[(int)(key & uint.MaxValue)];
            if (hasPlace)
            {
                place = _places[places++];
            }

            if (isKept)
            {
                word.Add(codePoint, place.Start, place.End, limit);
            }
        }

        Clear();
    }

    private void Add(int codePoint, int combiningClass, bool hasPlace, bool isKept)
    {
        _order.Add(((long)combiningClass << ClassShift) | (uint)_marks.Count);
        _marks.Add((codePoint, hasPlace, isKept));
    }

    private void Clear()
    {
        _marks.Clear();
        _places.Clear();
        _order.Clear();
        if (_marks.Capacity > LargestKept)
        {
            (_marks.Capacity, _places.Capacity, _order.Capacity) = (0, 0, 0);
        }
    }
}
