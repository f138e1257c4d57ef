using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;

namespace MLNet.Compression.Outcomes;

/// <summary>One of some classes, which the keys of the label column number.</summary>
internal sealed class ClassOutcomeKind : OutcomeKind
{
    public static ClassOutcomeKind Instance { get; } = new();

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns) => ClassColumnShapes.AddTo(input, columns);

    public override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        ColumnChecks.CheckClassTraining(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        var classes = ClassKeys.Of(input.Schema[columns.Label]);
        var texts = LabeledTexts<int>.Read(input, columns, (row, label) => LabelReader.OfKeys(row, label, classes), (data, text, pair, label) => data.Add(text, pair, label), cancellationToken);
        texts.RequireRows(columns, "Is it the column that MapValueToKey made?");
        var perClass = texts.Labels.CountBy(label => label).ToDictionary();
        if (perClass.Count == 1)
        {
            throw new InvalidOperationException(
                $"All {texts.Count} rows of the training data have the label '{classes.Names[perClass.Keys.Single()]}' in column '{columns.Label}'. A classifier needs rows of at least two classes.");
        }

        texts.WarnOfMissing(columns, log);
        if (perClass.Count < classes.Count)
        {
            log.Warn($"{classes.Count - perClass.Count} of {classes.Count} classes have no row in the training data and will hardly be predicted.");
        }

        return new TrainingRows(texts, new ClassOutcome(columns, classes));
    }

    public override Outcome Read(BinaryReader reader, TextColumns columns) => new ClassOutcome(columns, ClassKeys.Read(reader));
}
