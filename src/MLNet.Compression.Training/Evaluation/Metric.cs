namespace MLNet.Compression.Training.Evaluation;

/// <summary>A number that says how good predictions are.</summary>
/// <typeparam name="TPredictions">What is judged, with the truth beside it, such as <see cref="ClassificationPredictions"/>.</typeparam>
internal abstract class Metric<TPredictions>
{
    /// <summary>The name shown in a table, such as "accuracy".</summary>
    public abstract string Name { get; }

    /// <summary>The metric's value; NaN where it is not defined for these predictions.</summary>
    /// <param name="predictions">What is judged.</param>
    public abstract double Evaluate(TPredictions predictions);
}
