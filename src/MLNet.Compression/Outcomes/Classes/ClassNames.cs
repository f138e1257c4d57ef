using System.Buffers;
using System.Text;

namespace MLNet.Compression.Outcomes.Classes;

/// <summary>Names of classes by which those of two data sets, or of a data set and a model, are matched.</summary>
internal sealed class ClassNames
{
    private const int Ambiguous = -1;

    private readonly IReadOnlyList<string> _names;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    public ClassNames(IReadOnlyList<string> names)
    {
        _names = names;
        for (var i = 0; i < names.Count; i++)
        {
            _indices[names[i]] = _indices.ContainsKey(names[i]) ? Ambiguous : i;
        }
    }

    /// <summary>For each of other names its index among these; null for one that is not there.</summary>
    /// <exception cref="InvalidOperationException">Two of these have such a name, and the others are not the same in the same order.</exception>
    public int?[] IndicesOf(IReadOnlyList<string> others) => others.SequenceEqual(_names)
        ? [.. Enumerable.Range(0, others.Count).Cast<int?>()]
        : [.. others.Select(IndexOf)];

    /// <summary>The index of a name; null where it is not there.</summary>
    /// <exception cref="InvalidOperationException">Two classes have the name.</exception>
    public int? IndexOf(string name)
    {
        if (!_indices.TryGetValue(name, out var index))
        {
            return null;
        }

        return index != Ambiguous ? index : throw new InvalidOperationException(
            $"Two classes have the name '{name}', so data with keys in another order can't be matched with them. Map all data with the same transformer.");
    }

    /// <summary>The names in words, the first dozen of them.</summary>
    public static string Describe(IReadOnlyCollection<string> names)
    {
        const int Most = 12;
        var first = string.Join(", ", names.Take(Most).Select(name => $"'{name}'"));
        return names.Count > Most ? $"{first} and {names.Count - Most} more" : first;
    }

    /// <summary>Refuses names that no file can hold.</summary>
    /// <exception cref="InvalidOperationException">A name is no Unicode.</exception>
    public static void RequireUnicode(IReadOnlyList<string> names, string column)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!IsUnicode(names[i]))
            {
                throw new InvalidOperationException(
                    $"Class {i} of label column '{column}' is named by a text with half of a surrogate pair, which no file can hold. Repair the label.");
            }
        }
    }

    private static bool IsUnicode(string name)
    {
        var rest = name.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
