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
    /// <param name="readers">The models that will read them, the one that learns first.</param>
    /// <param name="log">Is told what was left out.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or all texts are empty.</exception>
    public static TextRows Read(IDataView data, string column, string name, IReadOnlyList<TextModel> readers, StageLog log, CancellationToken cancellationToken)
    {
        ColumnChecks.CheckTexts(MicrosoftMLInternals.ShapeOf(data.Schema), [column]);
        TextDataset[] tokenizations = [.. readers.Select(model => new TextDataset(model.Tokenizer, model.MaxTokens))];
        var rows = 0;
        foreach (var text in Rows(data, column, cancellationToken))
        {
            rows++;
            foreach (var texts in text.Span.IsWhiteSpace() ? [] : tokenizations)
            {
                texts.Add(text, pair: null);
            }
        }

        Require(tokenizations[0], rows, name, column);
        foreach (var (texts, model) in tokenizations.Zip(readers))
        {
            Tell(texts, rows, texts == tokenizations[0] ? name : $"{name} as the teacher reads it", model, log);
        }

        return new TextRows(name, tokenizations);
    }

    /// <summary>The texts of a column, read anew each time.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="column">The column.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static IEnumerable<string> Texts(IDataView data, string column, CancellationToken cancellationToken) =>
        Rows(data, column, cancellationToken).Select(text => text.ToString());

    private static IEnumerable<ReadOnlyMemory<char>> Rows(IDataView data, string column, CancellationToken cancellationToken)
    {
        using var cursor = data.GetRowCursor([data.Schema[column]]);
        var reader = new TextColumnReader(cursor, column, pair: null);
        for (var row = 0; cursor.MoveNext(); row++)
        {
            PlainTexts.ThrowIfCancelled(row, cancellationToken);
            reader.Read();
            yield return reader.Text;
        }
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
