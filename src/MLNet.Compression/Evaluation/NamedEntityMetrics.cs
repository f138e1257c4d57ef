namespace MLNet.Compression;

/// <summary>How well named entities are found: one is right if its type, its first and its last word are, as conlleval counts.</summary>
/// <param name="Rows">Rows with a label.</param>
/// <param name="Words">Words with a label.</param>
/// <param name="WordAccuracy">The share of these whose tag is right.</param>
/// <param name="Precision">The share of found entities that are right; 0 where none was found.</param>
/// <param name="Recall">The share of true entities that were found; 0 where there is none.</param>
/// <param name="F1">The harmonic mean of both, of all entities together (micro average); 0 where both are.</param>
/// <param name="MacroF1">The mean of the types' F1; NaN where there is no entity.</param>
/// <param name="Types">Each type that occurs, in order.</param>
public sealed record NamedEntityMetrics(
    int Rows, int Words, double WordAccuracy, double Precision, double Recall, double F1, double MacroF1, IReadOnlyList<EntityTypeMetrics> Types)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"entity F1 {F1:F4} (precision {Precision:F4}, recall {Recall:F4}, macro F1 {MacroF1:F4}), word accuracy {WordAccuracy:F4}");
}
