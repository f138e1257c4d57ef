using System.Collections.Frozen;

namespace MLNet.Compression;

/// <summary>Parts of speech of words: an attack leaves a verb a verb.</summary>
public sealed class WordClasses
{
    private static readonly string[] _nounsAndVerbs = ["NOUN", "VERB"];
    private readonly FrozenDictionary<string, string> _classes;

    private WordClasses(IEnumerable<KeyValuePair<string, string>> classes) => _classes = classes.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words that are known.</summary>
    public int Count => _classes.Count;

    /// <summary>Parts of speech that are known.</summary>
    /// <param name="classes">Lower-case words, and the universal tag of each, such as "NOUN".</param>
    public static WordClasses Of(IEnumerable<KeyValuePair<string, string>> classes)
    {
        ArgumentNullException.ThrowIfNull(classes);
        return new WordClasses(classes);
    }

    /// <summary>Reads a lexicon: a header, then a line for each word with its columns word, count, and tags, the most frequent tag first, as in "NOUN:12 VERB:3".</summary>
    /// <param name="path">A file with tabs between the columns.</param>
    /// <exception cref="FormatException">A line has no three columns, or no tag.</exception>
    public static WordClasses Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        const int WordColumn = 0, TagColumn = 2, Columns = 3;
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (number, line) in File.ReadLines(path).Index().Skip(1))
        {
            var columns = line.Split('\t');
            var tag = columns.Length == Columns ? columns[TagColumn].Split(':')[0] : "";
            if (tag.Length == 0)
            {
                throw new FormatException($"{path}, line {number + 1}: a word, a count and tags such as NOUN:12 were expected, with tabs between.");
            }

            classes.TryAdd(columns[WordColumn], tag);
        }

        return new WordClasses(classes);
    }

    /// <summary>Whether a word can stand where another one does: both have the same usual part of speech, or are a noun and a verb, which Jin et al. 2020 let change places. Of a word that is not known nothing is asked.</summary>
    /// <param name="word">The word that is there.</param>
    /// <param name="other">The word to put in its place; one that is not known can't, as lists of neighbours have words of other languages.</param>
    public bool Fit(string word, string other)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(other);
        return _classes.TryGetValue(other.ToLowerInvariant(), out var ofOther)
            && (!_classes.TryGetValue(word.ToLowerInvariant(), out var own) || own == ofOther || (_nounsAndVerbs.Contains(own) && _nounsAndVerbs.Contains(ofOther)));
    }
}
