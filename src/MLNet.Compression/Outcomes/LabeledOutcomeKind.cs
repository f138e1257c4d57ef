using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes.Classes;

namespace MLNet.Compression.Outcomes;

/// <summary>What is one of some classes, or several of them, whose values the label column has.</summary>
/// <typeparam name="TLabel">The label of a row.</typeparam>
internal abstract class LabeledOutcomeKind<TLabel> : OutcomeKind
    where TLabel : struct
{
    /// <summary>What to do where no row has a label.</summary>
    protected abstract string RemedyWithoutRows { get; }

    public sealed override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        var (texts, collector) = Read(input, columns, cancellationToken);
        texts.RequireRows(columns, RemedyWithoutRows);
        var classes = collector.ToClasses();
        ClassNames.RequireUnicode(classes.Names, columns.Label);
        Check(texts, classes, columns, log);
        return new TrainingRows(texts, Create(columns, classes, collector.HasKeys));
    }

    public sealed override TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema.GetColumnOrNull(columns.Label) is null)
        {
            return new TrainingRows(LabeledTexts<TLabel>.WithoutLabels(input, columns, cancellationToken), known());
        }

        var (texts, collector) = Read(input, columns, cancellationToken);
        var classes = collector.ToClasses();
        var outcome = classes.Count > 0 ? Create(columns, classes, collector.HasKeys) : known();
        ClassNames.RequireUnicode(outcome.Labels, columns.Label);
        return new TrainingRows(texts, outcome);
    }

    public sealed override Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes) =>
        Create(columns, new ClassKeys<ReadOnlyMemory<char>>(KeyValueTypes.Text, [.. classes.Select(name => name.AsMemory())]), hasKeys: false);

    /// <summary>The outcome of some classes.</summary>
    protected abstract Outcome Create(TextColumns columns, ClassKeys classes, bool hasKeys);

    /// <summary>Reads the rows with their labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    protected abstract (LabeledTexts<TLabel> Texts, ClassCollector Classes) Read(IDataView input, TextColumns columns, CancellationToken cancellationToken);

    /// <summary>Refuses rows that nothing can be learnt from, and warns of what will hardly be.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to learn from the rows.</exception>
    protected abstract void Check(LabeledTexts<TLabel> texts, ClassKeys classes, TextColumns columns, StageLog log);
}
