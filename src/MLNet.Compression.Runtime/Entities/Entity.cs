namespace MLNet.Compression.Runtime.Entities;

/// <summary>A named entity in a sequence of words.</summary>
/// <param name="Type">What it is, such as "LOC".</param>
/// <param name="First">Its first word, from 0.</param>
/// <param name="Last">Its last word.</param>
internal sealed record Entity(string Type, int First, int Last)
{
    /// <summary>The entities that tags describe (IOB1, IOB2, BIOES, BILOU or types alone), read as conlleval does: no order of tags is a fault.</summary>
    /// <remarks>A word goes on with the entity of the word before it if the types are the same, its tag does not begin one, and the other's does not end one.</remarks>
    /// <param name="tags">One tag a word; "" for one that is not known.</param>
    public static IReadOnlyList<Entity> Read(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var (entities, before) = (new List<Entity>(), default(EntityTag));
        for (var word = 0; word < tags.Count; word++)
        {
            var tag = EntityTag.Read(tags[word]);
            if (tag.Type is { } type)
            {
                if (!tag.Begins && !before.Ends && before.Type == type)
                {
                    entities[^1] = entities[^1] with { Last = word };
                }
                else
                {
                    entities.Add(new Entity(type, word, word));
                }
            }

            before = tag;
        }

        return entities;
    }
}
