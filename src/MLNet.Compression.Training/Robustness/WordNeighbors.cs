using System.Collections.Frozen;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;

namespace MLNet.Compression;

/// <summary>For each word those that mean nearly the same, nearest first: what an attack puts in its place.</summary>
/// <remarks>Vectors that were fitted to synonyms and away from antonyms (Mrkšić et al. 2016) are what Jin et al. 2020 take; plain word vectors have antonyms among the neighbours.</remarks>
public sealed class WordNeighbors
{
    private readonly FrozenDictionary<string, string[]> _neighbors;

    private WordNeighbors(IEnumerable<KeyValuePair<string, string[]>> neighbors) => _neighbors = neighbors.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Words that have neighbours.</summary>
    public int Count => _neighbors.Count;

    /// <summary>Neighbours that are known.</summary>
    /// <param name="neighbors">Lower-case words, and for each its neighbours, nearest first.</param>
    public static WordNeighbors Of(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> neighbors)
    {
        ArgumentNullException.ThrowIfNull(neighbors);
        return new WordNeighbors(neighbors.Where(entry => entry.Value.Count > 0).Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToArray())));
    }

    /// <summary>Reads neighbours from JSON: an object with a word for each property, whose value is an array of words.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">The file is no such object.</exception>
    public static WordNeighbors Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.OpenRead(path);
        try
        {
            return Of((JsonSerializer.Deserialize<Dictionary<string, string[]>>(file) ?? throw new JsonException("There is nothing but null in it."))
                .Select(entry => KeyValuePair.Create(entry.Key, (IReadOnlyList<string>)entry.Value)));
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{path} is no JSON object of words, each with an array of words: {problem.Message}", problem);
        }
    }

    /// <summary>Finds neighbours by the cosines of word vectors.</summary>
    /// <param name="path">A file with a word and its values in a line, blanks between.</param>
    /// <param name="most">The most neighbours of a word; Jin et al. 2020 take 50.</param>
    /// <param name="leastCosine">The least cosine of a neighbour; Jin et al. 2020 take 0.5 with counter-fitted vectors.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="FormatException">A line has no values, others than numbers, or not as many as the first.</exception>
    public static WordNeighbors FromVectors(string path, int most = 50, double leastCosine = 0.5, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var (words, vectors) = Read(path);
        var neighbors = new string[words.Count][];
        Parallel.For(0, words.Count, new ParallelOptions { CancellationToken = cancellationToken }, word =>
        {
            neighbors[word] =
            [
                .. Enumerable.Range(0, words.Count).Where(other => other != word)
                    .Select(other => (Other: other, Cosine: TensorPrimitives.Dot<float>(vectors[word], vectors[other])))
                    .Where(near => near.Cosine >= leastCosine)
                    .OrderByDescending(near => near.Cosine)
                    .ThenBy(near => near.Other)
                    .Take(most)
                    .Select(near => words[near.Other]),
            ];
        });
        return new WordNeighbors(words.Zip(neighbors, KeyValuePair.Create).Where(entry => entry.Value.Length > 0));
    }

    /// <summary>The neighbours of a word, nearest first; none for one that is not known.</summary>
    /// <param name="word">The word; capitals do not matter.</param>
    public IReadOnlyList<string> Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return _neighbors.GetValueOrDefault(word.ToLowerInvariant(), []);
    }

    private static (List<string> Words, List<float[]> Vectors) Read(string path)
    {
        var (words, vectors, seen) = (new List<string>(), new List<float[]>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (number, line) in File.ReadLines(path).Index())
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var vector = new float[Math.Max(0, parts.Length - 1)];
            for (var i = 0; i < vector.Length; i++)
            {
                if (!float.TryParse(parts[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out vector[i]) || !float.IsFinite(vector[i]))
                {
                    throw new FormatException($"{path}, line {number + 1}: '{parts[i + 1]}' is no number. A word and its values were expected, with blanks between.");
                }
            }

            if (vector.Length == 0 || (vectors.Count > 0 && vector.Length != vectors[0].Length))
            {
                throw new FormatException($"{path}, line {number + 1}: {vector.Length} values behind the word, where {(vectors.Count > 0 ? $"{vectors[0].Length}" : "at least one")} were expected.");
            }

            var length = TensorPrimitives.Norm<float>(vector);
            if (length > 0 && seen.Add(parts[0]))
            {
                words.Add(parts[0]);
                vectors.Add(Array.ConvertAll(vector, value => value / length));
            }
        }

        return (words, vectors);
    }
}
