namespace MLNet.Compression.Training.Evaluation;

/// <summary>Expected calibration error (Naeini et al. 2015): Σ over bins of share · |accuracy − confidence|, confidence being the largest probability.</summary>
/// <remarks>Bin b holds the rows whose confidence lies in (b / bins, (b + 1) / bins].</remarks>
internal sealed class CalibrationError : Metric<ClassificationPredictions>
{
    private readonly int _bins;

    /// <param name="bins">Number of bins of equal width.</param>
    public CalibrationError(int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        _bins = bins;
    }

    /// <inheritdoc/>
    public override string Name => "calibration error";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        // Share · (accuracy − confidence) of a bin is the sum of (right or not − confidence) over its rows, divided by all rows.
        var sums = new double[_bins];
        for (var row = 0; row < predictions.Labels.Length; row++)
        {
            var predicted = predictions.Classes[row];
            var confidence = (double)predictions.Probabilities[row][predicted];
            var bin = Math.Clamp((int)Math.Ceiling(confidence * _bins) - 1, 0, _bins - 1);
            sums[bin] += (predicted == predictions.Labels[row] ? 1 : 0) - confidence;
        }

        return sums.Sum(Math.Abs) / predictions.Labels.Length;
    }
}
