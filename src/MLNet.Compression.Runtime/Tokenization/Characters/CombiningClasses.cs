namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>The canonical combining classes (Unicode Standard, section 3.11): 0 for characters that keep their place.</summary>
internal sealed class CombiningClasses(CharacterRanges ranges, byte[] classes)
{
    /// <summary>The class of a code point; of one that decomposes into marks alone, that of the first.</summary>
    public int Of(int codePoint)
    {
        var index = ranges.IndexOf(codePoint);
        return index < 0 ? 0 : classes[index];
    }
}
