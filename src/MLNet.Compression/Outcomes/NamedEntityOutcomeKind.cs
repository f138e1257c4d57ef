using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes.Classes;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>One of some tags for each word, which together tell the named entities of a text.</summary>
internal sealed class NamedEntityOutcomeKind : LabeledOutcomeKind<WordLabels>
{
    public static NamedEntityOutcomeKind Instance { get; } = new();

    public override bool TakesWords => true;

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns) => ClassColumnShapes.AddWordsTo(input, columns);

    protected override string RemedyWithoutRows => "Is it the right column, and do its keys stand for the labels that the words have?";

    public override Outcome Read(BinaryReader reader, TextColumns columns) => NamedEntityOutcome.Read(reader, columns);

    protected override Outcome Create(TextColumns columns, ClassKeys classes, bool hasKeys) => new NamedEntityOutcome(columns, classes, hasKeys);

    protected override void Check(LabeledTexts<WordLabels> texts, ClassKeys classes, TextColumns columns, StageLog log)
    {
        var used = texts.Labels.SelectMany(row => row.Labels).Where(label => label != TokenTargets.None).ToHashSet();
        if (used.Count == 1)
        {
            throw new InvalidOperationException(
                $"All words of the training data have the label '{classes.Names[used.Single()]}' in column '{columns.Label}'. A tagger needs words of at least two tags.");
        }

        texts.WarnOfMissing(columns, log);
        if (used.Count < classes.Count)
        {
            log.WarnOfData($"{classes.Count - used.Count} of {classes.Count} tags have no word in the training data and will hardly be predicted.");
        }
    }

    protected override (LabeledTexts<WordLabels> Texts, ClassCollector Classes) Read(IDataView input, TextColumns columns, CancellationToken cancellationToken) =>
        ReadTagged(input, columns, cancellationToken);

    /// <summary>The rows with the tags of their words, whatever these are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A row has not as many labels as words.</exception>
    public static (LabeledTexts<WordLabels> Texts, ClassCollector Classes) ReadTagged(IDataView input, TextColumns columns, CancellationToken cancellationToken)
    {
        ClassColumnShapes.CheckWordLabels(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        var collector = ClassCollector.Of(VectorItems.ColumnOf(input.Schema[columns.Label])[0]);
        return (ReadWords(input, columns, collector.Open, cancellationToken), collector);
    }

    /// <summary>The rows with the tags of their words.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="open">Makes what reads a single label.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidOperationException">A row has not as many labels as words.</exception>
    public static LabeledTexts<WordLabels> ReadWords(
        IDataView input, TextColumns columns, Func<DataViewRow, DataViewSchema.Column, Func<int?>> open, CancellationToken cancellationToken) => LabeledTexts<WordLabels>.Read(
            input, columns, (row, label) => WordLabelReader.Open(row, label, columns, open), (data, text, _, words) => data.Add(text, words), cancellationToken);
}
