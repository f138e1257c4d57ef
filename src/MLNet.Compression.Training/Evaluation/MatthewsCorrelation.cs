namespace MLNet.Compression.Training.Evaluation;

/// <summary>Matthews' correlation of predictions and labels, for any number of classes (Gorodkin 2004); 0 where one side has a single class.</summary>
internal sealed class MatthewsCorrelation : Metric<ClassificationPredictions>
{
    /// <inheritdoc/>
    public override string Name => "Matthews";

    /// <inheritdoc/>
    public override double Evaluate(ClassificationPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var confusion = predictions.Confusion;
        var (total, product, predictedSquares, labelledSquares) = ((double)confusion.Total, 0.0, 0.0, 0.0);
        for (var c = 0; c < confusion.Classes; c++)
        {
            var (predicted, labelled) = ((double)confusion.Predicted(c), (double)confusion.Labelled(c));
            product += predicted * labelled;
            predictedSquares += predicted * predicted;
            labelledSquares += labelled * labelled;
        }

        var scale = Math.Sqrt(((total * total) - predictedSquares) * ((total * total) - labelledSquares));
        return ConfusionMatrix.Ratio((confusion.Correct * total) - product, scale);
    }
}
