using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Outcomes;

namespace MLNet.Compression.Evaluation;

/// <summary>The same rows as a student and its teacher predict them.</summary>
internal sealed class ComparedRows
{
    /// <param name="data">The rows.</param>
    /// <param name="student">A text model, or a chain with one.</param>
    /// <param name="teacher">Any model.</param>
    /// <param name="fits">Whether the student's task is the one that is compared.</param>
    /// <param name="asked">What the student would have to predict, for the message.</param>
    /// <exception cref="ArgumentException">The student has another task.</exception>
    public ComparedRows(IDataView data, ITransformer student, ITransformer teacher, Func<Outcome, bool> fits, string asked)
    {
        var outcome = TransformerChains.TextModelOf(student).Outcome;
        if (!fits(outcome))
        {
            throw Misfit(outcome, asked);
        }

        // Read by several: from memory, so that all see the same rows.
        var rows = new MLContext().Data.Cache(data);
        (Student, Teacher) = (new ComparedModel(student, rows), new ComparedModel(teacher, rows));
    }

    /// <summary>The student.</summary>
    public ComparedModel Student { get; }

    /// <summary>Its teacher.</summary>
    public ComparedModel Teacher { get; }

    /// <summary>What both predict where both are text models with the same outputs, in any order; null otherwise.</summary>
    public int[]? PlacesInTeacher
    {
        get
        {
            if (Teacher.Outcome is not { } teacher || Student.Outcome is not { } student || teacher.Head != student.Head)
            {
                return null;
            }

            var places = new Outcomes.Classes.ClassNames(teacher.Labels).IndicesOf(student.Labels);
            return places.All(place => place is not null) && teacher.Labels.Count == student.Labels.Count ? [.. places.Select(place => place!.Value)] : null;
        }
    }

    /// <summary>Says which method compares a student of another task.</summary>
    public static ArgumentException Misfit(Outcome outcome, string asked) => new(
        $"The student predicts {outcome.Description} and no {asked}: compare it with its teacher by {MethodOf(outcome)}.");

    /// <summary>Says that there is nothing to compare.</summary>
    public static ArgumentException Empty() => new("The data has no rows, so that there is nothing to compare.");

    private static string MethodOf(Outcome outcome) => outcome switch
    {
        BinaryOutcome => "mlContext.BinaryClassification.EvaluateLoyalty",
        IClassOutcome => "mlContext.MulticlassClassification.EvaluateLoyalty",
        ValueOutcome or SimilarityOutcome => "mlContext.Regression.EvaluateLoyalty",
        NamedEntityOutcome => "mlContext.MulticlassClassification.EvaluateNamedEntityLoyalty",
        AnswerOutcome => "mlContext.MulticlassClassification.EvaluateAnswerLoyalty",
        MultiLabelOutcome => "mlContext.MulticlassClassification.EvaluateMultiLabelLoyalty",
        _ => "mlContext.Transforms.Text.EvaluateEmbeddingLoyalty",
    };
}
