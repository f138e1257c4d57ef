using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Runtime.Entities;

/// <summary>The entities of a text, of the tags of its words.</summary>
internal static class EntitySpans
{
    /// <param name="text">The text.</param>
    /// <param name="words">Its words.</param>
    /// <param name="tags">Their probabilities.</param>
    public static IReadOnlyList<EntitySpan> Of(string text, ReadOnlySpan<WordSpan> words, TagRows tags)
    {
        var spans = new List<EntitySpan>();
        foreach (var entity in Entity.Read(tags.Names()))
        {
            var (start, end, score) = (words[entity.First].Start, words[entity.Last].End, 0f);
            for (var word = entity.First; word <= entity.Last; word++)
            {
                score += tags.ScoreOf(word) / (entity.Last - entity.First + 1);
            }

            spans.Add(new EntitySpan(start, end - start, entity.Type, score, text[start..end]));
        }

        return spans;
    }
}
