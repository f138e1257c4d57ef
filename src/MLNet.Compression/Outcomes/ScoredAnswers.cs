namespace MLNet.Compression.Outcomes;

/// <summary>The most probable answers to the question of a row.</summary>
/// <param name="Context">The text that they are parts of.</param>
/// <param name="Answers">The answers, the best first.</param>
internal sealed record ScoredAnswers(ReadOnlyMemory<char> Context, FoundAnswer[] Answers);
