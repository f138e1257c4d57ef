using MLNet.Compression.Columns;
using MLNet.Compression.Logging;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Data;

/// <summary>The rows of a data view that have a label, and those that have none, read once.</summary>
internal abstract class LabeledTexts
{
    private const string ReadOnce = "Where they come from a source that can be read once, something has read it before, as MapValueToKey does: put them into a list first.";

    public abstract int Count { get; }

    /// <summary>Which rows of the data view have a label, from 0.</summary>
    public abstract IReadOnlyList<int> Rows { get; }

    /// <summary>The rows whose label is missing.</summary>
    public PlainTexts Unlabeled { get; } = new();

    /// <summary>Rows whose label is missing.</summary>
    public int MissingLabels => Unlabeled.Count;

    /// <summary>All texts, first and second ones.</summary>
    public abstract IEnumerable<string> Texts { get; }

    /// <summary>Some rows of the data view, with a label or without, in the given order.</summary>
    public abstract PlainTexts Select(IReadOnlyList<int> rows);

    /// <summary>The rows as tokens.</summary>
    public abstract TextDataset Tokenize(TextTokenizer tokenizer, int maxTokens, CancellationToken cancellationToken);

    /// <summary>The rows whose label is missing as tokens.</summary>
    public TextDataset TokenizeUnlabeled(TextTokenizer tokenizer, int maxTokens, CancellationToken cancellationToken)
    {
        var data = new TextDataset(tokenizer, maxTokens);
        Unlabeled.AddTo(data, cancellationToken);
        return data;
    }

    /// <summary>The rows as tokens of a model that is measured on them.</summary>
    /// <exception cref="InvalidOperationException">There are none.</exception>
    public TextDataset TokenizeValidation(TextColumns columns, TextModel model, CancellationToken cancellationToken) => Count > 0
        ? Tokenize(model.Tokenizer, model.MaxTokens, cancellationToken)
        : throw new InvalidOperationException(MissingLabels == 0
            ? $"The validation set has no rows. {ReadOnce}"
            : $"None of the {MissingLabels} rows of the validation set has a label in column '{columns.Label}'.");

    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public void RequireRows(TextColumns columns, string remedy)
    {
        if (Count == 0)
        {
            throw new InvalidOperationException(MissingLabels == 0
                ? $"The training data has no rows. {ReadOnce}"
                : $"None of the {MissingLabels} rows of the training data has a label in column '{columns.Label}'. {remedy}");
        }
    }

    public void WarnOfMissing(TextColumns columns, StageLog log)
    {
        if (MissingLabels > 0)
        {
            log.WarnOfData($"{MissingLabels} of {MissingLabels + Count} rows have no label in column '{columns.Label}' and are left out.");
        }
    }
}
