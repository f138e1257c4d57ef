namespace MLNet.Compression;

/// <summary>How near a tagger of words comes to its teacher, whatever is true.</summary>
/// <param name="Rows">Rows of which the teacher tags a word.</param>
/// <param name="Words">Words that it tags.</param>
/// <param name="TagLoyalty">The share of these that the student gives the same tag.</param>
/// <param name="ProbabilityLoyalty">The mean over all words of 1 − sqrt(Jensen-Shannon divergence in bits) of their probabilities; null where the teacher is no text model with the same tags.</param>
/// <param name="Precision">The share of the student's entities that are the teacher's; 0 where there is none.</param>
/// <param name="Recall">The share of the teacher's entities that the student finds; 0 where there is none.</param>
/// <param name="F1">The harmonic mean of both; 0 where both are.</param>
/// <param name="Types">Each type that occurs, in order; true entities are here the teacher's.</param>
public sealed record NamedEntityLoyaltyMetrics(
    int Rows, int Words, double TagLoyalty, double? ProbabilityLoyalty, double Precision, double Recall, double F1, IReadOnlyList<EntityTypeMetrics> Types)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString()
    {
        var tags = FormattableString.Invariant($"tag loyalty {TagLoyalty:F4}, entity F1 with the teacher {F1:F4} (precision {Precision:F4}, recall {Recall:F4})");
        return ProbabilityLoyalty is null ? tags : FormattableString.Invariant($"{tags}, probability loyalty {ProbabilityLoyalty:F4}");
    }
}
