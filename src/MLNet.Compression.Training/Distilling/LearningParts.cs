namespace MLNet.Compression;

/// <summary>Which of a student's weights a stage changes.</summary>
public enum LearningParts
{
    /// <summary>All.</summary>
    All = 0,

    /// <summary>The transformer layers; embeddings, pooler and head stay as they are.</summary>
    Layers = 1,
}
