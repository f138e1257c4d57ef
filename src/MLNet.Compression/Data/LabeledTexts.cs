using Microsoft.ML;
using MLNet.Compression.Classes;
using MLNet.Compression.Columns;
using MLNet.Compression.Runtime.Tokenization;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Data;

/// <summary>The rows of a data view that have a label, read once.</summary>
internal sealed class LabeledTexts
{
    private const int RowsBetweenChecks = 1024;

    private readonly List<(string Text, string? Pair, int Label)> _rows = [];

    private LabeledTexts()
    {
    }

    public int Count => _rows.Count;

    /// <summary>Rows left out because their label is missing.</summary>
    public int MissingLabels { get; private set; }

    /// <summary>Rows of each class that has any.</summary>
    public IReadOnlyDictionary<int, int> RowsOfClass => _rows.CountBy(row => row.Label).ToDictionary();

    /// <summary>All texts, first and second ones.</summary>
    public IEnumerable<string> Texts => _rows.SelectMany(row => row.Pair is null ? (IEnumerable<string>)[row.Text] : [row.Text, row.Pair]);

    /// <summary>Reads the text and label columns of a data view, and no other.</summary>
    /// <param name="data">The data.</param>
    /// <param name="columns">Where texts and labels are.</param>
    /// <param name="labelOf">Gives the class of the row that a cursor stands on, or <see cref="LabelReader.Missing"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LabeledTexts Read(
        IDataView data, TextColumns columns, Func<DataViewRow, DataViewSchema.Column, Func<int>> labelOf, CancellationToken cancellationToken)
    {
        var label = data.Schema[columns.Label];
        using var cursor = data.GetRowCursor([label, .. columns.Texts.Select(name => data.Schema[name])]);
        var (texts, readLabel, result) = (new TextColumnReader(cursor, columns), labelOf(cursor, label), new LabeledTexts());
        for (var row = 0L; cursor.MoveNext(); row++)
        {
            if (row % RowsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var index = readLabel();
            if (index == LabelReader.Missing)
            {
                result.MissingLabels++;
                continue;
            }

            texts.Read();
            result._rows.Add((texts.Text.ToString(), texts.Pair?.ToString(), index));
        }

        return result;
    }

    /// <summary>The rows as tokens.</summary>
    public TextDataset Tokenize(BertTokenizer tokenizer, int maxTokens, CancellationToken cancellationToken)
    {
        var data = new TextDataset(tokenizer, maxTokens);
        foreach (var (text, pair, label) in _rows)
        {
            if (data.Count % RowsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            data.Add(text.AsMemory(), pair?.AsMemory(), label);
        }

        return data;
    }
}
