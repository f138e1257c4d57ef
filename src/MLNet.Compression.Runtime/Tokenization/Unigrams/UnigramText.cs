using System.Globalization;
using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.Unigrams;

/// <summary>A text as SentencePiece splits it: mapped characters, one ▁ in place of the spaces before each word. Reusable; not safe for several threads.</summary>
internal sealed class UnigramText
{
    [ThreadStatic]
    private static UnigramText? _current;

    private readonly PlacedBytes _prepared = new();

    public static UnigramText Current => _current ??= new UnigramText();

    /// <summary>What stands for a space.</summary>
    public static ReadOnlySpan<byte> Space => "▁"u8;

    /// <summary>The normalised text.</summary>
    public PlacedBytes Normalized { get; } = new();

    /// <summary>Normalises a part of a text.</summary>
    public void Load(ReadOnlySpan<char> text, int start, int end, UnigramModel model, TokenizerOptions options)
    {
        Prepare(text, start, end, model.ReplacesQuotes, options);
        Normalized.Clear();
        var afterSpace = true;
        for (var position = 0; position < _prepared.Length;)
        {
            var mapped = Next(model.Characters, position, out var length);
            mapped = afterSpace ? mapped.TrimStart((byte)' ') : mapped;
            AddMapped(mapped, _prepared.StartOf(position), _prepared.EndOf(position + length - 1), model.AddsPrefix);
            afterSpace = mapped.IsEmpty ? afterSpace : mapped[^1] == ' ';
            position += length;
        }

        while (Normalized.Bytes.EndsWith(Space))
        {
            Normalized.Truncate(Normalized.Length - Space.Length);
        }
    }

    private void AddMapped(ReadOnlySpan<byte> mapped, int from, int to, bool addsPrefix)
    {
        if (Normalized.Length == 0 && addsPrefix && !mapped.IsEmpty)
        {
            Normalized.Add(Space, from, to);
        }

        foreach (var value in mapped)
        {
            if (value == ' ')
            {
                Normalized.Add(Space, from, to);
            }
            else
            {
                Normalized.Add(value, from, to);
            }
        }
    }

    private ReadOnlySpan<byte> Next(CharacterMap map, int position, out int length)
    {
        var text = _prepared.Bytes[position..];
        if (map.TryFind(text, out length, out var mapped))
        {
            return mapped;
        }

        Rune.DecodeFromUtf8(text, out _, out length);
        return text[..length];
    }

    /// <summary>What ALBERT does before SentencePiece: quotes, compatibility forms without marks, lower case.</summary>
    private void Prepare(ReadOnlySpan<char> text, int start, int end, bool replacesQuotes, TokenizerOptions options)
    {
        _prepared.Clear();
        var stripsMarks = options.StripAccents ?? options.LowerCase;
        while (start < end)
        {
            Rune.DecodeFromUtf16(text[start..end], out var rune, out var units);
            if (replacesQuotes && (text[start..end].StartsWith("``") || text[start..end].StartsWith("''")))
            {
                (rune, units) = (new Rune('"'), 2);
            }

            if (rune.IsAscii || !stripsMarks)
            {
                _prepared.Add(options.LowerCase ? Rune.ToLowerInvariant(rune) : rune, start, start + units);
            }
            else
            {
                AddWithoutMarks(rune, start, start + units, options.LowerCase);
            }

            start += units;
        }
    }

    private void AddWithoutMarks(Rune rune, int start, int end, bool lowerCase)
    {
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(part) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))
            {
                _prepared.Add(lowerCase ? Rune.ToLowerInvariant(part) : part, start, end);
            }
        }
    }
}
