using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Classes;
using MLNet.Compression.Columns;
using MLNet.Compression.ModelFiles;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Data;

/// <summary>The validation set as tokens, and what the teacher predicts for it once there is one.</summary>
internal sealed record ValidationRows(TextDataset Data, ProbabilityTable? Teacher)
{
    /// <summary>Reads a validation set whose label is text or a key, matched with the classes by name.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There is no row with a label, or one with a label never seen in training.</exception>
    public static ValidationRows Read(IDataView data, TextColumns columns, ClassKeys classes, TextModel model, CancellationToken cancellationToken)
    {
        var shape = MicrosoftMLInternals.ShapeOf(data.Schema);
        ColumnChecks.CheckTexts(shape, columns);
        if (data.Schema.GetColumnOrNull(columns.Label)?.Type is not TextDataViewType)
        {
            ColumnChecks.CheckTraining(shape, columns);
        }

        var texts = LabeledTexts.Read(data, columns, (row, label) => LabelReader.ByName(row, label, classes), cancellationToken);
        return texts.Count > 0
            ? new ValidationRows(texts.Tokenize(model.Tokenizer, model.MaxTokens, cancellationToken), Teacher: null)
            : throw new InvalidOperationException($"The validation set has no row with a label in column '{columns.Label}'.");
    }
}
