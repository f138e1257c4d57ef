using MLNet.Compression.Scoring;

namespace MLNet.Compression;

/// <summary>Answers of a fitted model with the places where they stand.</summary>
public static class AnswerExtensions
{
    /// <summary>The most probable answers to a question; they may overlap.</summary>
    /// <param name="model">A fitted model of a <see cref="QuestionAnswerTrainer"/>, or of stages behind it.</param>
    /// <param name="question">The question.</param>
    /// <param name="context">The text that may hold the answer.</param>
    /// <param name="top">The most answers to give; at least 1.</param>
    /// <returns>The answers, the best first; one of length 0 says that there is none. Empty where the text is, and must have an answer.</returns>
    /// <exception cref="ArgumentException">The model is one for another task.</exception>
    public static IReadOnlyList<FoundAnswer> FindAnswers(this TextModelTransformer model, string question, string context, int top = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        return model.Scorer is AnswerScorer scorer
            ? scorer.Find(question, context, top)
            : throw new ArgumentException($"The model has {model.Outcome.Description}, and finds no answers: train one with mlContext.MulticlassClassification.Trainers.QuestionAnswer.", nameof(model));
    }
}
