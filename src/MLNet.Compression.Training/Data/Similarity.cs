namespace MLNet.Compression.Training.Data;

/// <summary>How alike two texts are to be.</summary>
/// <param name="Cosine">The cosine of their vectors, from -1 to 1.</param>
internal readonly record struct Similarity(float Cosine);
