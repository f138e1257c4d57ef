using Microsoft.ML;
using MLNet.Compression.Classes;
using MLNet.Compression.Columns;
using MLNet.Compression.ModelFiles;
using MLNet.Compression.Stages;

namespace MLNet.Compression.Data;

/// <summary>The data given to Fit, read and checked.</summary>
/// <param name="Texts">The rows that have a label; of at least two classes.</param>
/// <param name="Classes">The classes of the label column.</param>
internal sealed record TrainingRows(LabeledTexts Texts, ClassKeys Classes)
{
    /// <summary>Reads the data and refuses what nothing can be learnt from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or rows of one class only.</exception>
    public static TrainingRows Read(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken)
    {
        ColumnChecks.CheckTraining(MicrosoftMLInternals.ShapeOf(input.Schema), columns);
        var classes = ClassKeys.Of(input.Schema[columns.Label]);
        var texts = LabeledTexts.Read(input, columns, (row, label) => LabelReader.OfKeys(row, label, classes), cancellationToken);
        var (missing, perClass) = (texts.MissingLabels, texts.RowsOfClass);
        if (texts.Count == 0)
        {
            throw new InvalidOperationException(missing == 0
                ? "The training data has no rows."
                : $"None of the {missing} rows of the training data has a label in column '{columns.Label}'. Is it the column that MapValueToKey made?");
        }

        if (perClass.Count == 1)
        {
            throw new InvalidOperationException(
                $"All {texts.Count} rows of the training data have the label '{classes.Names[perClass.Keys.Single()]}' in column '{columns.Label}'. A classifier needs rows of at least two classes.");
        }

        if (missing > 0)
        {
            log.Warn($"{missing} of {missing + texts.Count} rows have no label in column '{columns.Label}' and are left out.");
        }

        if (perClass.Count < classes.Count)
        {
            log.Warn($"{classes.Count - perClass.Count} of {classes.Count} classes have no row in the training data and will hardly be predicted.");
        }

        return new TrainingRows(texts, classes);
    }
}
