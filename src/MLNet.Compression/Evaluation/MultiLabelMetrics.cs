namespace MLNet.Compression;

/// <summary>How well the labels of texts that may have several are found.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="ExactMatch">The share of rows whose predicted labels are the true ones, all of them and no other.</param>
/// <param name="Precision">The share of predicted labels that are right; 0 where none was predicted.</param>
/// <param name="Recall">The share of true labels that were predicted; 0 where there is none.</param>
/// <param name="MicroF1">The harmonic mean of both, of all labels together; 0 where both are.</param>
/// <param name="MacroF1">The mean of the labels' F1; NaN where no label occurs.</param>
/// <param name="Labels">Each label that occurs, true or predicted, in order.</param>
public sealed record MultiLabelMetrics(
    int Rows, double ExactMatch, double Precision, double Recall, double MicroF1, double MacroF1, IReadOnlyList<ClassQuality> Labels)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"micro F1 {MicroF1:F4} (precision {Precision:F4}, recall {Recall:F4}), macro F1 {MacroF1:F4}, exact match {ExactMatch:F4}");
}
