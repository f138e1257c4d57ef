namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>The character classes and mappings of BERT's tokenizer, from the embedded <c>CharacterData.bin</c>.</summary>
/// <remarks>
/// They follow the Unicode versions the published tokenizers were built with (classes: about 8; combining classes: 9; case: about 16), not the runtime's.
/// The file is a stream of unsigned LEB128 numbers: six range sets (count; per range the gap since the last one and its length - 1),
/// then the combining classes (as a range set, then the class of each range), then two maps (count; per entry the code point's distance to the last one, the length of the result, and each result minus the
/// code point, zigzag-coded), then a last range set. The test <c>CharacterDataTests</c> holds the generator and compares the file with the reference lists.
/// </remarks>
internal sealed class CharacterData
{
    private static readonly Lazy<CharacterData> _default = new(() => new CharacterData(ReadResource()));

    private CharacterData(ReadOnlySpan<byte> bytes)
    {
        var reader = new VariableLengthReader(bytes);
        Removed = ReadRanges(ref reader);
        Space = ReadRanges(ref reader);
        Cjk = ReadRanges(ref reader);
        Punctuation = ReadRanges(ref reader);
        WhiteSpaceInSplit = ReadRanges(ref reader);
        Accent = ReadRanges(ref reader);
        CombiningClasses = ReadClasses(ref reader);
        WithoutAccents = ReadMap(ref reader);
        LowerCase = ReadMap(ref reader);
        OtherMarks = ReadRanges(ref reader);
    }

    public static CharacterData Default => _default.Value;

    /// <summary>Dropped by text cleaning.</summary>
    public CharacterRanges Removed { get; }

    /// <summary>Turned into a space by text cleaning.</summary>
    public CharacterRanges Space { get; }

    /// <summary>A word of its own when CJK splitting is on.</summary>
    public CharacterRanges Cjk { get; }

    /// <summary>A word of its own.</summary>
    public CharacterRanges Punctuation { get; }

    /// <summary>Separates words, also in text that was not cleaned.</summary>
    public CharacterRanges WhiteSpaceInSplit { get; }

    /// <summary>Non-spacing marks, dropped where accents are stripped.</summary>
    public CharacterRanges Accent { get; }

    /// <summary>Spacing and enclosing marks, dropped with the accents by tokenizers that drop all marks.</summary>
    public CharacterRanges OtherMarks { get; }

    /// <summary>Which marks may change places where text is decomposed.</summary>
    public CombiningClasses CombiningClasses { get; }

    /// <summary>Canonical decomposition less the accents in it. Hangul syllables are not listed: they follow a formula.</summary>
    public CharacterMap WithoutAccents { get; }

    /// <summary>Lower-casing of single characters.</summary>
    public CharacterMap LowerCase { get; }

    private static byte[] ReadResource()
    {
        using var stream = typeof(CharacterData).Assembly.GetManifestResourceStream("CharacterData.bin")
            ?? throw new InvalidOperationException("The resource CharacterData.bin is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static CharacterRanges ReadRanges(ref VariableLengthReader reader)
    {
        var count = reader.Read();
        var first = new int[count];
        var last = new int[count];
        for (int i = 0, position = 0; i < count; i++)
        {
            first[i] = position + reader.Read();
            last[i] = first[i] + reader.Read();
            position = last[i];
        }

        return new CharacterRanges(first, last);
    }

    private static CombiningClasses ReadClasses(ref VariableLengthReader reader)
    {
        var ranges = ReadRanges(ref reader);
        var classes = new byte[ranges.Count];
        for (var i = 0; i < classes.Length; i++)
        {
            classes[i] = (byte)reader.Read();
        }

        return new CombiningClasses(ranges, classes);
    }

    private static CharacterMap ReadMap(ref VariableLengthReader reader)
    {
        var count = reader.Read();
        var codePoints = new int[count];
        var starts = new int[count + 1];
        var results = new int[2 * count];
        for (int i = 0, codePoint = 0; i < count; i++)
        {
            codePoint += reader.Read();
            codePoints[i] = codePoint;
            starts[i + 1] = starts[i] + reader.Read();
            if (starts[i + 1] > results.Length)
            {
                Array.Resize(ref results, 2 * starts[i + 1]);
            }

            for (var k = starts[i]; k < starts[i + 1]; k++)
            {
                results[k] = codePoint + reader.ReadSigned();
            }
        }

        return new CharacterMap(codePoints, starts, results);
    }
}
