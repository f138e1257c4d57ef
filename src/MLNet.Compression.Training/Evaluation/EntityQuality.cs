using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression;

/// <summary>How well a model finds named entities: one is right if its type, its first and its last word are (Tjong Kim Sang and De Meulder 2003).</summary>
/// <param name="Precision">The share of found entities that are right; 0 where none was found.</param>
/// <param name="Recall">The share of true entities that were found; 0 where there is none.</param>
/// <param name="F1">The harmonic mean of both; 0 where both are.</param>
/// <param name="MacroF1">The mean of the types' F1; NaN where there is no entity.</param>
public sealed record EntityQuality(double Precision, double Recall, double F1, double MacroF1)
{
    internal static EntityQuality Of(EntityPredictions predictions) =>
        new(predictions.Precision(), predictions.Recall(), new EntityF1().Evaluate(predictions), new MacroEntityF1().Evaluate(predictions));

    /// <summary>The figures in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"entity F1 {F1:F4} (precision {Precision:F4}, recall {Recall:F4})");
}
