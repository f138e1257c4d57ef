namespace MLNet.Compression.Benchmarks.Robustness;

/// <summary>An attack with the name that it has on the command line.</summary>
/// <param name="Name">The name.</param>
/// <param name="Create">Makes it of the word lists.</param>
internal sealed record AttackChoice(string Name, Func<WordLists, TextAttack> Create)
{
    /// <summary>All attacks. A further one is a line here.</summary>
    public static IReadOnlyList<AttackChoice> All { get; } =
    [
        new("textfooler", lists => new TextFoolerAttack(lists.Neighbors) { WordClasses = lists.Classes, Encoder = lists.Encoder, StopWords = lists.StopWords }),
        new("typos", lists => new TypoAttack { MostWords = 0.25, StopWords = lists.StopWords }),
        new("deletion", lists => new WordDeletionAttack { MostWords = 0.25, StopWords = lists.StopWords }),
    ];
}
