namespace MLNet.Compression.Training.Evaluation;

/// <summary>A named entity in a sequence of tokens.</summary>
/// <param name="Type">What it is, such as "LOC".</param>
/// <param name="First">Its first token, from 0.</param>
/// <param name="Last">Its last token.</param>
internal sealed record Entity(string Type, int First, int Last)
{
    /// <summary>The entities that tags "O", "B-type" (begins) and "I-type" (inside) describe, read as conlleval does.</summary>
    /// <remarks>An "I-type" that follows "O" or another type begins an entity too.</remarks>
    /// <param name="tags">One tag a token.</param>
    /// <exception cref="ArgumentException">A tag is none of these.</exception>
    public static IReadOnlyList<Entity> Read(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        var entities = new List<Entity>();
        for (var token = 0; token < tags.Count; token++)
        {
            if (TypeOf(tags[token], token) is not { } type)
            {
                continue;
            }

            var continues = tags[token][0] == 'I' && entities.Count > 0 && entities[^1].Last == token - 1 && entities[^1].Type == type;
            var first = continues ? entities[^1].First : token;
            if (continues)
            {
                entities.RemoveAt(entities.Count - 1);
            }

            entities.Add(new Entity(type, first, token));
        }

        return entities;
    }

    private static string? TypeOf(string tag, int token) => tag switch
    {
        "O" => null,
        ['B' or 'I', '-', _, ..] => tag[2..],
        _ => throw new ArgumentException($"Token {token} has the tag '{tag}', but only O, B-type and I-type are known."),
    };
}
