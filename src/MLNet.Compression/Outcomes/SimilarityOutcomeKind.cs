using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>How alike two texts are, each of which becomes a vector by itself. The first stage learns it from labels; those behind follow a teacher's vectors, or those of the model as it was, text by text.</summary>
/// <param name="range">The labels that pairs may have.</param>
internal sealed class SimilarityOutcomeKind(LabelRange range) : OutcomeKind
{
    /// <summary>With labels from 0 to 1.</summary>
    public static SimilarityOutcomeKind Usual { get; } = new(new LabelRange(0, 1));

    /// <summary>The labels that pairs may have.</summary>
    public LabelRange Range => range;

    public override bool HasPredictedLabel => false;

    public override bool HasLabels => false;

    public override bool ReadsApart => true;

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckValueTraining(input, columns);
        return new SchemaShape([.. input.Where(column => column.Name != columns.Score), ScoreAnnotation.ShapeColumn(columns.Score, SchemaShape.Column.VectorKind.Scalar)]);
    }

    public override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        var pairs = ReadPairs(input, columns, cancellationToken);
        pairs.RequireRows(columns, "Is it the right column?");
        ValueOutcomeKind.RequireVariety(pairs, columns, "How alike texts are is learnt from pairs that differ in that.");
        pairs.WarnOfMissing(columns, log);
        var outcome = new SimilarityOutcome(columns, this);
        return new TrainingRows(pairs, outcome) { Behind = new TrainingRows(pairs.Apart(), outcome) };
    }

    public override TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new TrainingRows(LabeledTexts<float>.WithoutLabels(input, columns, cancellationToken), known());
    }

    public override Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes) =>
        throw new NotSupportedException("A student that compares texts by their vectors needs a text model that does so as its teacher.");

    public override Outcome Read(BinaryReader reader, TextColumns columns)
    {
        var (lowest, highest) = (reader.ReadSingle(), reader.ReadSingle());
        var read = new LabelRange(lowest, highest);
        return read.IsSound ? new SimilarityOutcome(columns, new SimilarityOutcomeKind(read)) : throw new FormatException(FormattableString.Invariant($"labels from {lowest} to {highest}"));
    }

    /// <summary>The pairs whose label is a number; NaN is a missing label.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A label is out of the range.</exception>
    public LabeledTexts<float> ReadPairs(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        ColumnChecks.CheckValueTraining(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        return LabeledTexts<float>.Read(
            input,
            columns,
            (row, label) => InRange(row, label, ValueOutcomeKind.LabelOf(row, label)),
            (data, first, second, value) => data.AddPair(first, second.GetValueOrDefault(), new Similarity(range.CosineOf(value))),
            cancellationToken);
    }

    private Func<float?> InRange(DataViewRow row, DataViewSchema.Column label, Func<float?> read) => () => read() is not { } value ? null : range.Has(value) ? value : throw new InvalidOperationException(
        FormattableString.Invariant($"Row {row.Position} has the label {value} in column '{label.Name}', and labels are to lie within {range.Lowest} and {range.Highest}: set LowestLabel to that of texts that have nothing to do with each other, and HighestLabel to that of texts that mean the same."));
}
