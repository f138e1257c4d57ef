namespace MLNet.Compression.Training.Evaluation;

/// <summary>A classifier's predictions, and what they are judged by: true labels, a teacher's predictions, or both.</summary>
internal sealed class ClassificationPredictions
{
    private readonly int[] _classes;
    private readonly ConfusionMatrix? _confusion;
    private readonly ProbabilityTable? _probabilities;
    private readonly ProbabilityTable? _teacher;
    private readonly int[] _labels;

    /// <param name="probabilities">The predicted probabilities; the most probable class of a row is its prediction.</param>
    /// <param name="labels">The true class of each row, from 0; empty where unknown.</param>
    /// <param name="teacher">The probabilities that the model's teacher predicts for the same rows; null for none.</param>
    /// <exception cref="ArgumentException">The parts are of different sizes, or a label lies outside [0, classes).</exception>
    public ClassificationPredictions(ProbabilityTable probabilities, ReadOnlySpan<int> labels, ProbabilityTable? teacher = null)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        if (teacher is not null && (teacher.Rows != probabilities.Rows || teacher.Classes != probabilities.Classes))
        {
            throw new ArgumentException(
                $"The teacher predicts {teacher.Rows} rows of {teacher.Classes} classes, the model {probabilities.Rows} of {probabilities.Classes}.", nameof(teacher));
        }

        _classes = [.. Enumerable.Range(0, probabilities.Rows).Select(probabilities.MostProbable)];
        _labels = labels.ToArray();
        _probabilities = probabilities;
        _teacher = teacher;
        _confusion = labels.IsEmpty ? null : new ConfusionMatrix(labels, _classes, probabilities.Classes);
    }

    /// <summary>Predictions whose probabilities are not known.</summary>
    /// <param name="predictions">The predicted class of each row, from 0.</param>
    /// <param name="labels">The true class of each row.</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">There are not as many labels as predictions, or a class lies outside [0, classes).</exception>
    public ClassificationPredictions(ReadOnlySpan<int> predictions, ReadOnlySpan<int> labels, int classes)
    {
        _classes = predictions.ToArray();
        _labels = labels.ToArray();
        _confusion = new ConfusionMatrix(labels, predictions, classes);
    }

    /// <summary>The predicted class of each row.</summary>
    public ReadOnlySpan<int> Classes => _classes;

    /// <summary>The true class of each row.</summary>
    /// <exception cref="InvalidOperationException">There are no labels.</exception>
    public ReadOnlySpan<int> Labels => _confusion is null ? throw Missing("labels") : _labels;

    /// <summary>True classes against predicted ones.</summary>
    /// <exception cref="InvalidOperationException">There are no labels.</exception>
    public ConfusionMatrix Confusion => _confusion ?? throw Missing("labels");

    /// <summary>The predicted probabilities.</summary>
    /// <exception cref="InvalidOperationException">Only classes were given.</exception>
    public ProbabilityTable Probabilities => _probabilities ?? throw Missing("probabilities");

    /// <summary>The teacher's probabilities.</summary>
    /// <exception cref="InvalidOperationException">There is no teacher.</exception>
    public ProbabilityTable Teacher => _teacher ?? throw Missing("a teacher's probabilities");

    private static InvalidOperationException Missing(string what) => new($"This metric needs {what}, and the predictions came without.");
}
