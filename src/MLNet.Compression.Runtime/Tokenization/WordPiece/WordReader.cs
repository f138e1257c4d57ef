using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>Normalises a text and splits it into words, one after the other, in one pass.</summary>
/// <remarks>A lone surrogate counts as U+FFFD, which text cleaning drops.</remarks>
internal sealed class WordReader(TokenizerOptions options)
{
    private const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int VowelCount = 21, TailCount = 28;

    private readonly CharacterTable _characters = CharacterTable.For(options);
    private readonly MarkReader _marks = new(options);
    private readonly int _limit = options.MaxWordLength;

    /// <summary>Reads the next word at or after a position and moves the position behind it.</summary>
    /// <returns>False where no word is left.</returns>
    public bool Read(ReadOnlySpan<char> text, ref int position, WordBuffer word)
    {
        word.Clear();
        var first = position;
        while (position < text.Length)
        {
            var start = position;
            var codePoint = CodePoints.Decode(text, start, out var end);
            var entry = _characters[codePoint];
            var kind = CharacterTable.Kind(entry);
            if (kind is CharacterKind.Isolated or CharacterKind.Space && word.Length > 0)
            {
                return true;
            }

            if (kind == CharacterKind.Mark)
            {
                position = _marks.Read(text, first, start, word);
                continue;
            }

            position = end;
            Append(entry, kind, codePoint, start, end, word);
            if (kind == CharacterKind.Isolated)
            {
                return true;
            }
        }

        return word.Length > 0;
    }

    private void Append(int entry, CharacterKind kind, int codePoint, int start, int end, WordBuffer word)
    {
        if (kind is CharacterKind.Letter or CharacterKind.Isolated)
        {
            word.Add(CharacterTable.Mapped(entry, codePoint), start, end, _limit);
        }
        else if (kind == CharacterKind.Expansion)
        {
            foreach (var part in _characters.Expansion(entry))
            {
                word.Add(part, start, end, _limit);
            }
        }
        else if (kind == CharacterKind.HangulSyllable)
        {
            AppendJamo(codePoint - HangulBase, start, end, word);
        }
    }

    // Unicode Standard, section 3.12, "Hangul Syllable Decomposition".
    private void AppendJamo(int syllable, int start, int end, WordBuffer word)
    {
        var tail = syllable % TailCount;
        word.Add(LeadBase + (syllable / (VowelCount * TailCount)), start, end, _limit);
        word.Add(VowelBase + (syllable / TailCount % VowelCount), start, end, _limit);
        if (tail != 0)
        {
            word.Add(TailBase + tail, start, end, _limit);
        }
    }
}
