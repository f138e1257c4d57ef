using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Reports;

/// <summary>Measures a model that tags words.</summary>
internal static class EntityMeasurement
{
    /// <summary>Scores a validation set and times a typical text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The rows; at least one word has a label.</param>
    /// <param name="teacher">The probabilities of the model's teacher for all words; null for none.</param>
    /// <param name="threads">Threads for scoring; 0 for all processors.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    public static StageResult Measure(
        CompressedModel model, IReadOnlyList<TaggedText> rows, ProbabilityTable? teacher, int threads = 0, CancellationToken cancellationToken = default)
    {
        var table = Predictions.OfWords(model, rows, threads, cancellationToken);
        int[] labels = [.. rows.SelectMany(row => row.Words.Labels)];
        int[] known = [.. labels.Index().Where(label => label.Item != TokenTargets.None).Select(label => label.Index)];
        var words = new ClassificationPredictions(table.Of(known), [.. known.Select(word => labels[word])], teacher?.Of(known));
        var quality = QualityReport.Of(words, hasTeacher: teacher is not null) with { Rows = rows.Count, Entities = EntityQuality.Of(EntitiesOf(table, rows, model.Labels)) };
        return StageMeasurement.Result(model, quality) with
        {
            Confusion = ConfusionReport.Of(words.Confusion, model.Labels),
            Agreement = teacher is null ? null : AgreementReport.Of(words),
        };
    }

    /// <summary>The entities that a model finds against the true ones; a word without a label is of none on both sides.</summary>
    /// <param name="table">The probabilities of all words.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="tags">The names of the tags.</param>
    public static EntityPredictions EntitiesOf(ProbabilityTable table, IReadOnlyList<TaggedText> rows, IReadOnlyList<string> tags)
    {
        var (predicted, gold, word) = (new List<string[]>(), new List<string[]>(), 0);
        foreach (var (_, (_, labels)) in rows)
        {
            gold.Add([.. labels.Select(label => label == TokenTargets.None ? "" : tags[label])]);
            predicted.Add([.. labels.Select((label, i) => label == TokenTargets.None ? "" : tags[table.MostProbable(word + i)])]);
            word += labels.Length;
        }

        return new EntityPredictions(predicted, gold);
    }
}
