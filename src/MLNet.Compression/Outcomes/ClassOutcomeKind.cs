using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;

namespace MLNet.Compression.Outcomes;

/// <summary>One of some classes: those that the keys of the label column number, or the values of a label without keys.</summary>
internal sealed class ClassOutcomeKind : LabeledOutcomeKind<int>
{
    public static ClassOutcomeKind Instance { get; } = new();

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns) => ClassColumnShapes.AddTo(input, columns);

    protected override string RemedyWithoutRows => "Is it the right column, and do its keys stand for the labels that the rows have?";

    public override Outcome Read(BinaryReader reader, TextColumns columns) => ClassOutcome.Read(reader, columns);

    protected override Outcome Create(TextColumns columns, ClassKeys classes, bool hasKeys) => new ClassOutcome(columns, classes, hasKeys);

    protected override void Check(LabeledTexts<int> texts, ClassKeys classes, TextColumns columns, StageLog log)
    {
        var used = texts.Labels.ToHashSet();
        if (used.Count == 1)
        {
            throw new InvalidOperationException(
                $"All {texts.Count} rows of the training data have the label '{classes.Names[used.Single()]}' in column '{columns.Label}'. A classifier needs rows of at least two classes.");
        }

        texts.WarnOfMissing(columns, log);
        if (used.Count < classes.Count)
        {
            log.WarnOfData($"{classes.Count - used.Count} of {classes.Count} classes have no row in the training data and will hardly be predicted.");
        }
    }

    protected override (LabeledTexts<int> Texts, ClassCollector Classes) Read(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckLabel(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        var collector = ClassCollector.Of(input.Schema[columns.Label]);
        return (LabeledTexts<int>.Read(input, columns, collector.Open, (data, text, pair, label) => data.Add(text, pair, label), cancellationToken), collector);
    }
}
