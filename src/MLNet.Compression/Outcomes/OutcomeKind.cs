using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Logging;

namespace MLNet.Compression.Outcomes;

/// <summary>What text models are trained to predict, before any data was seen.</summary>
internal abstract class OutcomeKind
{
    /// <summary>Whether a class is predicted, in a column of its own.</summary>
    public virtual bool HasPredictedLabel => true;

    /// <summary>Whether there is a column with the probability of what is true.</summary>
    public virtual bool HasProbability => false;

    /// <summary>Whether words are told apart, so that the text may also be a vector of them.</summary>
    public virtual bool TakesWords => false;

    /// <summary>Whether the two texts of a pair are read one by one.</summary>
    public virtual bool ReadsApart => false;

    /// <summary>Whether it is learnt from labels; otherwise every row counts, and a model is what there is to follow.</summary>
    public virtual bool HasLabels => true;

    /// <summary>Whether there is a column that says where a label begins in a text.</summary>
    public virtual bool HasLabelPosition => false;

    /// <summary>Whether both predict the same kind of thing, whatever their settings.</summary>
    public bool Is(OutcomeKind other) => GetType() == other.GetType();

    /// <summary>The columns that a transformer will have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public abstract SchemaShape OutputShape(SchemaShape input, TextColumns columns);

    /// <summary>Reads the data given to Fit and refuses what nothing can be learnt from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to learn from the rows.</exception>
    public abstract TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken);

    /// <summary>Reads the data given to Fit where somebody knows the answers besides: labels may be missing, of some rows or of all, or there may be no label column.</summary>
    /// <param name="input">The data.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="known">Gives what is predicted where no label says it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is of another type, or a text column is missing.</exception>
    public abstract TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken);

    /// <summary>What is predicted where nothing but the names of the classes is known.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="classes">The classes; not read where there are none.</param>
    public abstract Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes);

    /// <summary>Reads what <see cref="Outcome.Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no outcome of this kind.</exception>
    public abstract Outcome Read(BinaryReader reader, TextColumns columns);
}
