using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Logging;

namespace MLNet.Compression.Outcomes;

/// <summary>What text models are trained to predict, before any data was seen.</summary>
internal abstract class OutcomeKind
{
    /// <summary>The columns that a transformer will have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public abstract SchemaShape OutputShape(SchemaShape input, TextColumns columns);

    /// <summary>Reads the data given to Fit and refuses what nothing can be learnt from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There is nothing to learn from the rows.</exception>
    public abstract TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken);

    /// <summary>Reads what <see cref="Outcome.Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are no outcome of this kind.</exception>
    public abstract Outcome Read(BinaryReader reader, TextColumns columns);
}
