using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>Any number of some labels: those that the label column, a vector, names for each row.</summary>
/// <param name="threshold">The probability above which a label is predicted.</param>
internal sealed class MultiLabelOutcomeKind(float threshold) : LabeledOutcomeKind<LabelSet>
{
    /// <summary>With the usual threshold.</summary>
    public static MultiLabelOutcomeKind Usual { get; } = new(0.5f);

    /// <summary>The probability above which a label is predicted.</summary>
    public float Threshold => threshold;

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns) => ClassColumnShapes.AddLabelSetsTo(input, columns);

    protected override string RemedyWithoutRows => "Is it the right column?";

    public override Outcome Read(BinaryReader reader, TextColumns columns) => MultiLabelOutcome.Read(reader, columns);

    protected override Outcome Create(TextColumns columns, ClassKeys classes, bool hasKeys) => new MultiLabelOutcome(columns, classes, hasKeys, this);

    protected override void Check(LabeledTexts<LabelSet> texts, ClassKeys classes, TextColumns columns, StageLog log)
    {
        RequireVariety(texts.Labels, classes, columns.Label);
        var (none, unused) = (texts.Labels.Count(set => set.Labels.Length == 0), classes.Count - texts.Labels.SelectMany(set => set.Labels).Distinct().Count());
        if (none > 0)
        {
            log.Inform(FormattableString.Invariant($"{none:N0} of {texts.Count:N0} rows name no label in column '{columns.Label}' and are learnt as texts to which none applies"));
        }

        if (unused > 0)
        {
            log.WarnOfData($"{unused} of {classes.Count} labels have no row in the training data and will hardly be predicted.");
        }
    }

    /// <summary>The rows with their labels.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="open">Makes what reads an item of the label vectors.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LabeledTexts<LabelSet> ReadSets(
        IDataView input, TextColumns columns, Func<DataViewRow, DataViewSchema.Column, Func<int?>> open, CancellationToken cancellationToken) => LabeledTexts<LabelSet>.Read(
            input, columns, (row, label) => LabelSetReader.Open(row, label, open), (data, text, pair, set) => data.Add(text, pair, set), cancellationToken);

    protected override (LabeledTexts<LabelSet> Texts, ClassCollector Classes) Read(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckLabelSets(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        var collector = LabelSetReader.CollectorOf(input.Schema[columns.Label]);
        return (ReadSets(input, columns, collector.Open, cancellationToken), collector);
    }

    private static void RequireVariety(IReadOnlyList<LabelSet> sets, ClassKeys classes, string column)
    {
        if (classes.Count < 2)
        {
            throw new InvalidOperationException(
                $"Label column '{column}' has {(classes.Count == 0 ? "no label in any row" : $"the label '{classes.Names[0]}' alone")}, and two different ones are needed. Is it the right column? Whether one thing is true of a text is for mlContext.BinaryClassification.Trainers.TextClassification.");
        }

        if (sets.All(set => set.Is(sets[0])))
        {
            string[] names = [.. sets[0].Labels.Select(label => classes.Names[label])];
            throw new InvalidOperationException(
                $"All {sets.Count} rows of the training data have {(names.Length == 0 ? "no label" : $"the labels {ClassNames.Describe(names)}")} in column '{column}', so that there is nothing to tell apart. Give rows with different labels.");
        }
    }
}
