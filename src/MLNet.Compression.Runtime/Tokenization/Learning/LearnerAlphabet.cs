using System.Text;

namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>The characters from which pieces are built: the most frequent ones that fit.</summary>
internal sealed class LearnerAlphabet
{
    private readonly SortedSet<Rune> _characters = [];
    private readonly HashSet<Rune> _inside = [];

    /// <param name="words">All words.</param>
    /// <param name="limit">Most characters.</param>
    /// <param name="room">Most pieces the alphabet may take: one for a character, one more if it occurs after a word's first place.</param>
    public LearnerAlphabet(List<CountedWord> words, int limit, int room)
    {
        var counts = new Dictionary<Rune, long>();
        foreach (var word in words)
        {
            Count(word, counts);
        }

        foreach (var character in counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(limit).Select(c => c.Key))
        {
            room -= _inside.Contains(character) ? 2 : 1;
            if (room < 0)
            {
                break;
            }

            _characters.Add(character);
        }
    }

    /// <summary>Adds every character as a word's start, then those that need it as a continuation.</summary>
    public void AddTo(PieceList pieces)
    {
        foreach (var character in _characters)
        {
            pieces.GetOrAdd(character.ToString());
        }

        foreach (var character in _characters.Where(_inside.Contains))
        {
            pieces.GetOrAdd(PieceList.ContinuationPrefix + character);
        }
    }

    /// <summary>Whether all of a word's characters are in the alphabet.</summary>
    public bool Covers(CountedWord word)
    {
        foreach (var character in word.Text.EnumerateRunes())
        {
            if (!_characters.Contains(character))
            {
                return false;
            }
        }

        return true;
    }

    private void Count(CountedWord word, Dictionary<Rune, long> counts)
    {
        var first = true;
        foreach (var character in word.Text.EnumerateRunes())
        {
            counts[character] = counts.GetValueOrDefault(character) + word.Count;
            if (!first)
            {
                _inside.Add(character);
            }

            first = false;
        }
    }
}
