using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;

namespace MLNet.Compression.Outcomes;

/// <summary>One of some classes: those that the keys of the label column number, or the values of a label without keys.</summary>
internal sealed class ClassOutcomeKind : OutcomeKind
{
    public static ClassOutcomeKind Instance { get; } = new();

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns) => ClassColumnShapes.AddTo(input, columns);

    public override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        var (texts, collector) = Read(input, columns, cancellationToken);
        texts.RequireRows(columns, "Is it the right column, and do its keys stand for the labels that the rows have?");
        var classes = collector.ToClasses();
        ClassNames.RequireUnicode(classes.Names, columns.Label);
        var rowsPerClass = texts.Labels.CountBy(label => label).ToDictionary();
        if (rowsPerClass.Count == 1)
        {
            throw new InvalidOperationException(
                $"All {texts.Count} rows of the training data have the label '{classes.Names[rowsPerClass.Keys.Single()]}' in column '{columns.Label}'. A classifier needs rows of at least two classes.");
        }

        texts.WarnOfMissing(columns, log);
        if (rowsPerClass.Count < classes.Count)
        {
            log.WarnOfData($"{classes.Count - rowsPerClass.Count} of {classes.Count} classes have no row in the training data and will hardly be predicted.");
        }

        return new TrainingRows(texts, new ClassOutcome(columns, classes, collector.HasKeys));
    }

    public override TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema.GetColumnOrNull(columns.Label) is null)
        {
            return new TrainingRows(LabeledTexts<int>.WithoutLabels(input, columns, cancellationToken), known());
        }

        var (texts, collector) = Read(input, columns, cancellationToken);
        var outcome = texts.Count > 0 || collector.HasKeys ? new ClassOutcome(columns, collector.ToClasses(), collector.HasKeys) : known();
        ClassNames.RequireUnicode(outcome.Labels, columns.Label);
        return new TrainingRows(texts, outcome);
    }

    public override Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes) =>
        new ClassOutcome(columns, new ClassKeys<ReadOnlyMemory<char>>(KeyValueTypes.Text, [.. classes.Select(name => name.AsMemory())]), hasKeys: false);

    public override Outcome Read(BinaryReader reader, TextColumns columns) => ClassOutcome.Read(reader, columns);

    private static (LabeledTexts<int> Texts, ClassCollector Classes) Read(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckLabel(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        var collector = ClassCollector.Of(input.Schema[columns.Label]);
        return (LabeledTexts<int>.Read(input, columns, collector.Open, (data, text, pair, label) => data.Add(text, pair, label), cancellationToken), collector);
    }
}
