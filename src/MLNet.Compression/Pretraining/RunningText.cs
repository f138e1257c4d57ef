using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Pretraining;

/// <summary>Texts without labels as tokens, read once.</summary>
internal static class RunningText
{
    /// <summary>[CLS] and [SEP].</summary>
    private const int SpecialTokens = 2;

    /// <summary>Reads a column of texts; empty ones are left out.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="name">What the rows are, in messages.</param>
    /// <param name="model">The model that will read them.</param>
    /// <param name="log">Is told what was left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or all texts are empty.</exception>
    public static TextDataset Read(IDataView data, string column, string name, TextModel model, StageLog log, CancellationToken cancellationToken)
    {
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(data.Schema), [column]);
        var (texts, rows) = (new TextDataset(model.Tokenizer, model.MaxTokens), 0);
        using var cursor = data.GetRowCursor([data.Schema[column]]);
        var reader = new TextColumnReader(cursor, column, pair: null);
        for (; cursor.MoveNext(); rows++)
        {
            PlainTexts.ThrowIfCancelled(rows, cancellationToken);
            reader.Read();
            if (!reader.Text.Span.IsWhiteSpace())
            {
                texts.Add(reader.Text, pair: null);
            }
        }

        Require(texts, rows, name, column);
        Tell(texts, rows, name, model, log);
        return texts;
    }

    private static void Require(TextDataset texts, int rows, string name, string column)
    {
        if (rows == 0)
        {
            throw new InvalidOperationException(
                $"The {name} has no rows. Where they come from a source that can be read once, something has read it before: put them into a list first.");
        }

        if (Enumerable.Range(0, texts.Count).All(row => texts.LengthOf(row) <= SpecialTokens))
        {
            throw new InvalidOperationException($"All {rows} texts of the {name} in column '{column}' are empty, so there is nothing to learn from. Is it the right column?");
        }
    }

    private static void Tell(TextDataset texts, int rows, string name, TextModel model, StageLog log)
    {
        log.Inform(FormattableString.Invariant($"{name}: {texts.Count:N0} texts, {texts.TokenCount:N0} tokens"));
        if (texts.Count < rows)
        {
            log.Warn(FormattableString.Invariant($"{name}: {rows - texts.Count:N0} of {rows:N0} texts are empty and are left out."));
        }

        if (texts.CutRows > 0)
        {
            log.Warn(FormattableString.Invariant(
                $"{name}: {texts.CutRows:N0} of {texts.Count:N0} texts have more than {model.MaxTokens} tokens and are cut: {texts.CutTokens:N0} tokens are not read. Split long texts into paragraphs, or raise MaxTokens."));
        }
    }
}
