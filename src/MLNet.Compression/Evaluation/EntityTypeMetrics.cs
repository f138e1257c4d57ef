namespace MLNet.Compression;

/// <summary>How well the entities of one type are found.</summary>
/// <param name="Type">The type, such as "LOC".</param>
/// <param name="Entities">True entities of the type.</param>
/// <param name="Predicted">Found ones.</param>
/// <param name="Correct">Found ones that are right: type, first and last word.</param>
public sealed record EntityTypeMetrics(string Type, int Entities, int Predicted, int Correct)
{
    /// <summary>The share of found entities that are right; 0 where none was found.</summary>
    public double Precision => Predicted == 0 ? 0 : (double)Correct / Predicted;

    /// <summary>The share of true entities that were found; 0 where there is none.</summary>
    public double Recall => Entities == 0 ? 0 : (double)Correct / Entities;

    /// <summary>The harmonic mean of both; 0 where both are.</summary>
    public double F1 => Entities + Predicted == 0 ? 0 : 2.0 * Correct / (Entities + Predicted);
}
