using Microsoft.ML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Teachers;

/// <summary>A fitted model of another kind, whose predictions a student follows.</summary>
/// <param name="model">The model.</param>
/// <param name="teacher">What the user says of it.</param>
/// <param name="name">What it is called at the beginning of a sentence.</param>
internal sealed class Predictor(ITransformer model, DistillationTeacher teacher, string name)
{
    public string Name => name;

    /// <summary>The classes in the order of its scores.</summary>
    /// <exception cref="InvalidOperationException">It gives no probabilities of classes.</exception>
    public IReadOnlyList<string> ClassesOf(IDataView rows, string label) =>
        new PredictionColumns(Score(rows, label).Schema, teacher, name).OfClasses().Classes;

    /// <summary>Its logits for all rows in the order of the classes of an outcome, or its numbers.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outcome">What the student is to predict.</param>
    /// <param name="cancellationToken">Stops the scoring.</param>
    /// <returns>[rows x outputs].</returns>
    /// <exception cref="InvalidOperationException">It has other classes, or scores that are no probabilities.</exception>
    public float[] LogitsOf(IDataView rows, Outcome outcome, CancellationToken cancellationToken)
    {
        var scored = Score(rows, outcome.Columns.Label);
        var columns = new PredictionColumns(scored.Schema, teacher, name);
        if (outcome.Labels.Count == 0)
        {
            return Read(scored, columns.OfNumbers(), [0], areLogits: true, cancellationToken);
        }

        var column = columns.OfClasses();
        return Read(scored, column, OrderOf(outcome, column), teacher.ScoresAreLogits, cancellationToken);
    }

    private IDataView Score(IDataView rows, string label) => model.Transform(LabelFreeRows.For(model, rows, label));

    /// <summary>For each class of an outcome the place of its score.</summary>
    private int[] OrderOf(Outcome outcome, PredictionColumn column)
    {
        var places = new ClassNames(column.Classes).IndicesOf(outcome.Labels);
        string[] missing = [.. outcome.Labels.Where((_, i) => places[i] is null)];
        string[] added = [.. column.Classes.Except(outcome.Labels)];
        return missing.Length == 0 && added.Length == 0 ? [.. places.Select(place => place!.Value)] : throw new InvalidOperationException(
            $"{name} has the classes {ClassNames.Describe(column.Classes)}, the student is to have {ClassNames.Describe(outcome.Labels)}: both need the same ones, in any order. Where they are the same under other names, give those of the student in {nameof(DistillationTeacher.ClassNames)}, in the order of the teacher's scores.");
    }

    private float[] Read(IDataView scored, PredictionColumn column, int[] order, bool areLogits, CancellationToken cancellationToken)
    {
        using var cursor = scored.GetRowCursor([column.Column]);
        var (read, scores, logits) = (column.Open(cursor), new float[column.Width], new List<float>());
        for (var row = 0; cursor.MoveNext(); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read(scores);
            Require(scores, row, column.Column.Name, areLogits);
            foreach (var place in order)
            {
                logits.Add(areLogits ? scores[place] : ScoredTeacher.LogitOf(scores[place]));
            }
        }

        return [.. logits];
    }

    private void Require(float[] scores, int row, string column, bool areLogits)
    {
        const double Tolerance = 1e-3;
        var sum = scores.Sum(score => (double)score);
        var fault = !scores.All(float.IsFinite) ? "are no finite numbers"
            : areLogits ? null
            : scores.Min() < 0 ? FormattableString.Invariant($"are no probabilities, as one is {scores.Min():G4}")
            : Math.Abs(sum - 1) > Tolerance ? FormattableString.Invariant($"are no probabilities, as their sum is {sum:G4}")
            : null;
        if (fault is not null)
        {
            throw new InvalidOperationException(
                $"{name}: the scores of row {row} in column '{column}' {fault}. {(areLogits ? "Leave such rows out, or repair the model." : $"Append a calibrator to the model, or, if the scores are logits, as those of NaiveBayes are, set {nameof(DistillationTeacher.ScoresAreLogits)}.")}");
        }
    }
}
