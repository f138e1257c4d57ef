namespace MLNet.Compression;

/// <summary>How near a model of several labels a text comes to its teacher, whatever is true.</summary>
/// <param name="Rows">The rows that both were asked.</param>
/// <param name="LabelLoyalty">The share of them for which both predict the same labels, all of them and no other.</param>
/// <param name="ProbabilityLoyalty">The mean over all rows and labels of 1 − sqrt(Jensen-Shannon divergence in bits) of their probabilities; null where the teacher is no text model with the same labels.</param>
/// <param name="Precision">The share of the student's labels that are the teacher's; 0 where there is none.</param>
/// <param name="Recall">The share of the teacher's labels that the student predicts; 0 where there is none.</param>
/// <param name="MicroF1">The harmonic mean of both, of all labels together; 0 where both are.</param>
/// <param name="MacroF1">The mean of the labels' F1; NaN where no label occurs.</param>
/// <param name="Labels">Each label that either predicts, in order; true labels are here the teacher's.</param>
public sealed record MultiLabelLoyaltyMetrics(
    int Rows, double LabelLoyalty, double? ProbabilityLoyalty, double Precision, double Recall, double MicroF1, double MacroF1, IReadOnlyList<ClassQuality> Labels)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString()
    {
        var labels = FormattableString.Invariant($"label loyalty {LabelLoyalty:F4}, micro F1 with the teacher {MicroF1:F4} (precision {Precision:F4}, recall {Recall:F4}), macro F1 {MacroF1:F4}");
        return ProbabilityLoyalty is null ? labels : FormattableString.Invariant($"{labels}, probability loyalty {ProbabilityLoyalty:F4}");
    }
}
