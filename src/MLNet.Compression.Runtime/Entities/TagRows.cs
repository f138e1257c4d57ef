using System.Numerics.Tensors;

namespace MLNet.Compression.Runtime.Entities;

/// <summary>Probabilities of tags for the words of one text.</summary>
/// <param name="probabilities">[words x tags].</param>
/// <param name="tags">The names of the tags.</param>
internal readonly ref struct TagRows(ReadOnlySpan<float> probabilities, IReadOnlyList<string> tags)
{
    /// <summary>The number of a tag that is not known.</summary>
    public const int None = -1;

    private readonly ReadOnlySpan<float> _probabilities = probabilities;

    public int Words => _probabilities.Length / tags.Count;

    /// <summary>The most probable tag of a word, of equally probable ones the first; <see cref="None"/> where none is probable.</summary>
    public int TagOf(int word) => TensorPrimitives.IndexOfMax(RowOf(word)) is var tag && RowOf(word)[tag] > 0 ? tag : None;

    /// <summary>The probability of the most probable tag of a word.</summary>
    public float ScoreOf(int word) => TensorPrimitives.Max(RowOf(word));

    /// <summary>The names of the most probable tags; "" where none is probable.</summary>
    public string[] Names()
    {
        var names = new string[Words];
        for (var word = 0; word < names.Length; word++)
        {
            names[word] = TagOf(word) is not None and var tag ? tags[tag] : "";
        }

        return names;
    }

    private ReadOnlySpan<float> RowOf(int word) => _probabilities.Slice(word * tags.Count, tags.Count);
}
