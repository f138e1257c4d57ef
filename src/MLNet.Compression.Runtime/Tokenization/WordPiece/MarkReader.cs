using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Reads a run of marks of which at least one is kept, which is rare: most marks are accents, and dropped.</summary>
internal sealed class MarkReader(TokenizerOptions options)
{
    private readonly CharacterRules _rules = new(CharacterData.Default, CharacterTableKey.Of(options));
    private readonly CharacterTable _characters = CharacterTable.For(options);
    private readonly int _limit = options.MaxWordLength;

    /// <summary>Appends what is kept of the run around a mark, and of the character that it decomposes from.</summary>
    /// <param name="text">The text.</param>
    /// <param name="first">Where the word's search began; accents between here and the mark were skipped, though they may be part of the run.</param>
    /// <param name="mark">Where the first character of kind <see cref="CharacterKind.Mark"/> is.</param>
    /// <param name="word">The word.</param>
    /// <returns>Where to go on in the text.</returns>
    public int Read(ReadOnlySpan<char> text, int first, int mark, WordBuffer word)
    {
        var codePoint = CodePoints.Decode(text, mark, out var end);
        if (_rules.CombiningClass(codePoint) != 0)
        {
            return ReadRun(text, FindStart(text, first, mark), (mark, mark), word);
        }

        Span<int> parts = stackalloc int[CharacterRules.MostResults];
        _rules.Classify(codePoint, parts, out var count);
        foreach (var part in parts[..count])
        {
            if (_rules.CombiningClass(part) == 0)
            {
                word.Add(part, mark, end, _limit);
            }
            else
            {
                word.Marks.AddDecomposed(part, _rules.CombiningClass(part));
            }
        }

        return ReadRun(text, end, (mark, end), word);
    }

    private int ReadRun(ReadOnlySpan<char> text, int position, (int Start, int End) placeBefore, WordBuffer word)
    {
        while (position < text.Length)
        {
            var codePoint = CodePoints.Decode(text, position, out var end);
            var combiningClass = _rules.CombiningClass(codePoint);
            if (combiningClass != 0)
            {
                word.Marks.Add(codePoint, combiningClass, CharacterTable.Kind(_characters[codePoint]) == CharacterKind.Mark, position, end);
            }
            else if (!_rules.IsCleanedAway(codePoint))
            {
                break;
            }

            position = end;
        }

        word.Marks.MoveTo(word, placeBefore, _limit);
        return position;
    }

    private int FindStart(ReadOnlySpan<char> text, int first, int mark)
    {
        var start = mark;
        for (var position = mark; position > first;)
        {
            var codePoint = CodePoints.DecodeLast(text, position, out position);
            if (_rules.CombiningClass(codePoint) != 0)
            {
                start = position;
            }
            else if (!_rules.IsCleanedAway(codePoint))
            {
                break;
            }
        }

        return start;
    }
}
