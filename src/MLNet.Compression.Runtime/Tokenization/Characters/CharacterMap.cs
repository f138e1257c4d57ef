namespace MLNet.Compression.Runtime.Tokenization.Characters;

/// <summary>What some code points turn into; all others stay as they are.</summary>
/// <param name="codePoints">Those that change, ascending.</param>
/// <param name="starts">Where the results of each start [code points + 1].</param>
/// <param name="results">All results.</param>
internal sealed class CharacterMap(int[] codePoints, int[] starts, int[] results)
{
    /// <summary>Appends what a code point turns into.</summary>
    /// <param name="codePoint">The code point.</param>
    /// <param name="destination">Receives the code points.</param>
    /// <param name="count">How many are there already.</param>
    /// <returns>How many are there then.</returns>
    public int Append(int codePoint, Span<int> destination, int count)
    {
        var index = SortedSearch.Last(codePoints, codePoint);
        if (index < 0 || codePoints[index] != codePoint)
        {
            destination[count] = codePoint;
            return count + 1;
        }

        for (var i = starts[index]; i < starts[index + 1]; i++)
        {
            destination[count++] = results[i];
        }

        return count;
    }
}
