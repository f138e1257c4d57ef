using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Evaluation;

/// <summary>Compares the tags that a student gives words with those of its teacher.</summary>
internal static class NamedEntityLoyalty
{
    /// <exception cref="ArgumentException">The student does not tag words, or there are no rows.</exception>
    /// <exception cref="InvalidOperationException">Both don't tag the same words.</exception>
    public static NamedEntityLoyaltyMetrics Of(IDataView data, ITransformer student, ITransformer teacher, CancellationToken cancellationToken)
    {
        var compared = new ComparedRows(data, student, teacher, outcome => outcome is NamedEntityOutcome, "tags of words");
        var (own, other) = (TagsOf(compared.Student, "student's tags"), TagsOf(compared.Teacher, "teacher's tags"));
        var rows = TagColumnPair.Read(compared.Teacher.Scored, other, compared.Student.Scored, own, cancellationToken);
        if (rows.Count == 0)
        {
            throw ComparedRows.Empty();
        }

        var metrics = NamedEntityEvaluation.Compare(rows, other, own);
        return new NamedEntityLoyaltyMetrics(
            metrics.Rows, metrics.Words, metrics.WordAccuracy, ProbabilitiesOf(compared), metrics.Precision, metrics.Recall, metrics.F1, metrics.Types);
    }

    private static TagColumn TagsOf(ComparedModel model, string role) => new(MicrosoftMLInternals.ShapeOf(model.Scored.Schema), model.Scored.Schema, role, model.PredictedLabel);

    private static double? ProbabilitiesOf(ComparedRows compared)
    {
        if (compared.PlacesInTeacher is not { } places)
        {
            return null;
        }

        var tags = places.Length;
        float[] own = [.. Words(compared.Student, tags).SelectMany(word => word)];
        float[] other = [.. Words(compared.Teacher, tags).SelectMany(word => places.Select(place => word[place]))];
        return new ProbabilityLoyalty().Evaluate(new ClassificationPredictions(new ProbabilityTable(own, tags), [], new ProbabilityTable(other, tags)));
    }

    private static IEnumerable<float[]> Words(ComparedModel model, int tags) => model.Scored.GetColumn<float[]>(model.Score!).SelectMany(row => row.Chunk(tags));
}
