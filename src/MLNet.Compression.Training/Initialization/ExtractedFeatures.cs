namespace MLNet.Compression.Training.Initialization;

/// <summary>For each of a student's features the teacher's that it was taken from, or <see cref="UnitSelection.New"/>.</summary>
/// <param name="Hidden">Features of the layers' inputs and outputs.</param>
/// <param name="Embedding">Features of the embedding tables: other ones where embeddings are factorised; null where the student's are hidden features of the teacher.</param>
internal sealed record ExtractedFeatures(int[] Hidden, int[]? Embedding)
{
    /// <summary>Where the student's embeddings are factors of the teacher's, what leads back to those [teacher's embedding size x student's]; else null.</summary>
    public float[]? EmbeddingProjection { get; init; }
}
