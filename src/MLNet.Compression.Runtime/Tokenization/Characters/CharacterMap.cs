namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>What some code points turn into; all others stay as they are.</summary>
internal sealed class CharacterMap(Dictionary<int, int[]> changes)
{
    public IEnumerable<int> Changed => changes.Keys;

    public IEnumerable<int> Apply(int codePoint) =>
        changes.TryGetValue(codePoint, out int[]? result) ? result : [codePoint];
}
