using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression;

/// <summary>How well a model finds the labels of texts that may have several.</summary>
/// <param name="ExactMatch">The share of rows whose predicted labels are the true ones, all of them and no other.</param>
/// <param name="Precision">The share of predicted labels that are right; 0 where none was predicted.</param>
/// <param name="Recall">The share of true labels that were predicted; 0 where there is none.</param>
/// <param name="MicroF1">The harmonic mean of both, of all labels together; 0 where both are.</param>
/// <param name="MacroF1">The mean of the F1 of each label that occurs, true or predicted; NaN where none does.</param>
public sealed record MultiLabelQuality(double ExactMatch, double Precision, double Recall, double MicroF1, double MacroF1)
{
    internal static MultiLabelQuality Of(MultiLabelPredictions predictions) => new(
        (double)predictions.ExactRows / predictions.Rows, predictions.Precision(), predictions.Recall(), predictions.F1(), predictions.MacroF1());

    /// <summary>The figures in a line.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"exact match {ExactMatch:F4}, micro F1 {MicroF1:F4}, macro F1 {MacroF1:F4}");
}
