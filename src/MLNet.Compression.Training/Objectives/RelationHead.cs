namespace MLNet.Compression.Training.Objectives;

/// <summary>One head of one sequence whose tokens' relations are compared.</summary>
/// <param name="Sequence">The sequence of the batch.</param>
/// <param name="Head">The head, from 0.</param>
/// <param name="Heads">Heads of the layer.</param>
internal readonly record struct RelationHead(int Sequence, int Head, int Heads);
