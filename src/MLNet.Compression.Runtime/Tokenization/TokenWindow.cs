namespace MLNet.Compression;

/// <summary>The part of a long context that one sequence of a batch holds.</summary>
/// <param name="Sequence">The sequence in the batch.</param>
/// <param name="Position">Where in the sequence the context's tokens start.</param>
/// <param name="FirstToken">The first token of the context it holds.</param>
/// <param name="TokenCount">How many tokens of the context it holds.</param>
public readonly record struct TokenWindow(int Sequence, int Position, int FirstToken, int TokenCount);
