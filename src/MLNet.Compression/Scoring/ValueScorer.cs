namespace MLNet.Compression.Scoring;

/// <summary>Computes values of each row that are a prediction: a probability for each class, or a number.</summary>
internal abstract class ValueScorer : VectorScorer
{
    /// <summary>Whether the model reads two texts.</summary>
    public abstract bool HasPairs { get; }
}
