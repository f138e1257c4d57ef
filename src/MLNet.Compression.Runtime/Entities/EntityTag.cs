namespace MLNet.Compression.Runtime.Entities;

/// <summary>What the tag of a word says of an entity.</summary>
/// <param name="Type">The type, such as "LOC"; null outside of entities.</param>
/// <param name="Begins">Whether an entity begins with the word whatever stands before it.</param>
/// <param name="Ends">Whether the next word is of no entity of this one's.</param>
internal readonly record struct EntityTag(string? Type, bool Begins, bool Ends)
{
    /// <summary>Reads a tag: "O", "0" or "" outside, else a type behind "B-" (begins), "I-" (inside), "E-" or "L-" (ends), "S-" or "U-" (a single word); a type alone is inside.</summary>
    public static EntityTag Read(string tag) => tag switch
    {
        "O" or "0" or "" => default,
        ['B', '-', _, ..] => new(tag[2..], Begins: true, Ends: false),
        ['I', '-', _, ..] => new(tag[2..], Begins: false, Ends: false),
        ['E' or 'L', '-', _, ..] => new(tag[2..], Begins: false, Ends: true),
        ['S' or 'U', '-', _, ..] => new(tag[2..], Begins: true, Ends: true),
        _ => new(tag, Begins: false, Ends: false),
    };

    /// <summary>The first of some tags that is outside of entities; -1 where there is none.</summary>
    public static int OutsideOf(IReadOnlyList<string> tags) => tags.Select(Read).ToList().FindIndex(tag => tag.Type is null);
}
