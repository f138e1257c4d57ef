using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Data;

/// <summary>Rows with labels of one type.</summary>
/// <typeparam name="TLabel">A class index, or a number.</typeparam>
internal sealed class LabeledTexts<TLabel> : LabeledTexts
    where TLabel : struct
{
    private readonly List<(string Text, string? Pair)> _texts = [];
    private readonly List<TLabel> _labels = [];
    private readonly List<int> _rows = [];
    private List<float>? _weights;
    private readonly AddRow _add;

    private LabeledTexts(AddRow add) => _add = add;

    /// <summary>Appends a row to a data set.</summary>
    public delegate void AddRow(TextDataset data, ReadOnlyMemory<char> text, ReadOnlyMemory<char>? pair, TLabel label);

    public override int Count => _labels.Count;

    public override IReadOnlyList<int> Rows => _rows;

    public IReadOnlyList<TLabel> Labels => _labels;

    /// <summary>The texts of <see cref="Rows"/>.</summary>
    public IReadOnlyList<(string Text, string? Pair)> Plain => _texts;

    public override IEnumerable<string> Texts => PlainTexts.Of(_texts);

    /// <summary>Reads the text and label columns of a data view, and no other.</summary>
    /// <param name="data">The data.</param>
    /// <param name="columns">Where texts and labels are.</param>
    /// <param name="labelOf">Gives the label of the row that a cursor stands on, or null where it is missing.</param>
    /// <param name="add">Appends a row to a data set.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static LabeledTexts<TLabel> Read(
        IDataView data, TextColumns columns, Func<DataViewRow, DataViewSchema.Column, Func<TLabel?>> labelOf, AddRow add, CancellationToken cancellationToken)
    {
        var label = data.Schema[columns.Label];
        using var cursor = data.GetRowCursor(columns.Labels.Concat(columns.Texts).Select(name => data.Schema[name]));
        var (texts, readLabel, result) = (new TextColumnReader(cursor, columns), labelOf(cursor, label), new LabeledTexts<TLabel>(add));
        var readWeight = WeightReader.Open(cursor, columns.Weight);
        for (var row = 0; cursor.MoveNext(); row++)
        {
            PlainTexts.ThrowIfCancelled(row, cancellationToken);
            texts.Read();
            if (readLabel() is { } value)
            {
                result._texts.Add(PlainTexts.Copy(texts));
                result._labels.Add(value);
                result._rows.Add(row);
                result.AddWeight(readWeight);
            }
            else
            {
                result.Unlabeled.Add(row, texts);
            }
        }

        return result.WithWeight(columns.Weight);
    }

    /// <summary>Reads a data view that has no label column.</summary>
    public static LabeledTexts<TLabel> WithoutLabels(IDataView data, TextColumns columns, CancellationToken cancellationToken)
    {
        var result = new LabeledTexts<TLabel>((_, _, _, _) => throw new InvalidOperationException("No row has a label."));
        result.Unlabeled.Read(data, columns, cancellationToken);
        return result;
    }

    /// <summary>The texts of all pairs as rows of their own, which nothing is known of.</summary>
    public LabeledTexts<TLabel> Apart()
    {
        var result = new LabeledTexts<TLabel>(_add);
        foreach (var (row, texts) in _rows.Zip(_texts).Concat(Unlabeled.RowsAndTexts))
        {
            result.Unlabeled.AddApart(row, texts);
        }

        return result;
    }

    /// <summary>Multiplies the weight of each row by that of its label.</summary>
    public void WeighBy(Func<TLabel, double> weightOf) =>
        _weights = [.. _labels.Select((label, row) => (float)(weightOf(label) * (_weights is null ? 1 : _weights[row])))];

    public override PlainTexts Select(IReadOnlyList<int> rows) => PlainTexts.Select(
        rows, _rows.Zip(_texts).Concat(Unlabeled.RowsAndTexts).ToDictionary(row => row.First, row => row.Second));

    public override TextDataset Tokenize(TextTokenizer tokenizer, int maxTokens, CancellationToken cancellationToken)
    {
        var data = new TextDataset(tokenizer, maxTokens);
        for (var row = 0; row < Count; row++)
        {
            PlainTexts.ThrowIfCancelled(row, cancellationToken);
            _add(data, _texts[row].Text.AsMemory(), _texts[row].Pair?.AsMemory(), _labels[row]);
        }

        data.Weigh(_weights);

        return data;
    }

    /// <exception cref="InvalidOperationException">All rows have the weight 0.</exception>
    private LabeledTexts<TLabel> WithWeight(string? column) => _weights is { Count: > 0 } weights && weights.TrueForAll(weight => weight == 0)
        ? throw new InvalidOperationException($"All {weights.Count} rows with a label have the weight 0 in column '{column}', so that none of them counts: give some rows a weight above 0, or leave ExampleWeightColumnName null.")
        : this;

    private void AddWeight(Func<float>? read)
    {
        if (read is not null)
        {
            _weights ??= [];
            _weights.Add(read());
        }
    }
}
