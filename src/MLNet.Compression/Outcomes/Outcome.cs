using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>What one text model predicts, and the columns that it makes of it.</summary>
internal abstract class Outcome(TextColumns columns) : IModelColumns
{
    /// <summary>The names of the columns, without that of weights, which belongs to one training.</summary>
    public TextColumns Columns { get; } = columns with { Weight = null };

    TextColumnNames IModelColumns.Texts => Columns.TextNames;

    public abstract OutcomeKind Kind { get; }

    /// <summary>The head that predicts it.</summary>
    public abstract HeadKind Head { get; }

    /// <summary>The class names; empty where there are no classes.</summary>
    public abstract IReadOnlyList<string> Labels { get; }

    /// <summary>What is predicted, in words: "7 classes".</summary>
    public abstract string Description { get; }

    /// <summary>Values of a row that the columns promise; null where the model decides that.</summary>
    public virtual int? Outputs => null;

    /// <summary>Reads the data given to Fit for a model that goes on learning to predict this.</summary>
    /// <inheritdoc cref="OutcomeKind.ReadTraining" path="/exception"/>
    public virtual TrainingRows ReadTraining(IDataView input, StageLog log, CancellationToken cancellationToken) => Kind.ReadTraining(input, columns, log, cancellationToken);

    /// <summary>Adds the predicted columns to a schema.</summary>
    /// <param name="schema">Has the input's columns.</param>
    /// <param name="scoreSet">The number that tells these columns from those of other models.</param>
    public abstract void AddColumns(DataViewSchema.Builder schema, uint scoreSet);

    void IModelColumns.AddTo(DataViewSchema.Builder schema, DataViewSchema input) => AddColumns(schema, ScoreAnnotation.NextSet(input));

    /// <summary>The getter of a predicted column.</summary>
    /// <param name="column">Its number behind the input's columns, from 0.</param>
    /// <param name="scores">Where the model's outputs come from.</param>
    public abstract Delegate GetterOf(int column, IScoreSource scores);

    /// <summary>Reads rows to measure a model on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There is no row with a label, or one with a label never seen in training.</exception>
    public abstract ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken);

    /// <summary>A model of this outcome as one of a data set's: its classes are matched by name and take the order of the data's.</summary>
    /// <param name="data">The outcome of the data, of the same kind.</param>
    /// <param name="model">The model; not changed.</param>
    /// <exception cref="InvalidOperationException">The data has other classes.</exception>
    public abstract TextModel InOrderOf(Outcome data, TextModel model);

    public abstract void Write(BinaryWriter writer);

    /// <summary>The input's columns, which need no label, with those predicted behind them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing or of another type.</exception>
    public SchemaShape ShapeWithoutLabels(SchemaShape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckTexts(input, Columns);
        var predicted = new DataViewSchema.Builder();
        AddColumns(predicted, scoreSet: 1);
        return new SchemaShape(
        [
            .. input.Where(column => !Columns.Predicted.Contains(column.Name)),
            .. MicrosoftMLInternals.ShapeOf(predicted.ToSchema()),
        ]);
    }
}
