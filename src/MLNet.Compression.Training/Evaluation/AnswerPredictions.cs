namespace MLNet.Compression.Training.Evaluation;

/// <summary>Predicted answers to questions, and the answers that are right.</summary>
internal sealed class AnswerPredictions
{
    private readonly (string Prediction, string[] Answers)[] _rows;

    /// <param name="predictions">The predicted answer of each question; "" for none.</param>
    /// <param name="answers">For each question its right answers, at least one.</param>
    /// <exception cref="ArgumentException">There are not as many of both, or a question has no right answer.</exception>
    public AnswerPredictions(IReadOnlyList<string> predictions, IReadOnlyList<IReadOnlyList<string>> answers)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(answers);
        if (predictions.Count != answers.Count)
        {
            throw new ArgumentException($"{predictions.Count} predictions, but {answers.Count} questions.", nameof(answers));
        }

        _rows = [.. predictions.Zip(answers, (prediction, right) => (AnswerText.Normalize(prediction), right.Select(AnswerText.Normalize).ToArray()))];
        var without = Array.FindIndex(_rows, row => row.Answers.Length == 0);
        if (without >= 0)
        {
            throw new ArgumentException($"Question {without} has no right answer.", nameof(answers));
        }
    }

    /// <summary>The mean over the questions of the best score that a prediction reaches among the right answers; NaN without questions.</summary>
    internal double Average(Func<string, string, double> score) =>
        _rows.Length == 0 ? double.NaN : _rows.Average(row => row.Answers.Max(answer => score(row.Prediction, answer)));
}
