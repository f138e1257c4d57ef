namespace Microsoft.ML.Data;

/// <summary>Sums over the evaluated rows of a regression model.</summary>
internal sealed class RegressionSums
{
    private double _rows;
    private double _labels;
    private double _squaredLabels;
    private double _absoluteErrors;
    private double _squaredErrors;

    public double MeanAbsoluteError => Mean(_absoluteErrors);

    public double MeanSquaredError => Mean(_squaredErrors);

    public double RSquared => _rows > 0 ? 1 - _squaredErrors / (_squaredLabels - _labels * _labels / _rows) : 0;

    public void Add(float label, float score)
    {
        var error = (double)label - score;
        _rows++;
        _labels += label;
        _squaredLabels += (double)label * label;
        _absoluteErrors += Math.Abs(error);
        _squaredErrors += error * error;
    }

    private double Mean(double sum) => _rows > 0 ? sum / _rows : 0;
}
