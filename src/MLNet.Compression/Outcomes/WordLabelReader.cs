using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Outcomes;

/// <summary>Reads the words of a row with the class of each.</summary>
internal static class WordLabelReader
{
    /// <summary>Reads the row at hand; null where no word has a label.</summary>
    /// <param name="row">A row in which the columns are active.</param>
    /// <param name="label">The label column, a vector.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="open">Makes what reads a single label.</param>
    /// <exception cref="InvalidOperationException">Later: a row has not as many labels as words.</exception>
    public static Func<WordLabels?> Open(
        DataViewRow row, DataViewSchema.Column label, TextColumns columns, Func<DataViewRow, DataViewSchema.Column, Func<int?>> open)
    {
        var (sentence, items) = (SentenceReader.Open(row, columns.Text), new VectorItems(row, label));
        var read = open(items, items.Schema[0]);
        return () =>
        {
            var (words, labels) = (sentence().Words, new int[items.Load()]);
            if (labels.Length > 0 && labels.Length != words.Length)
            {
                throw new InvalidOperationException(
                    $"Row {row.Position} has {words.Length} words in column '{columns.Text}' and {labels.Length} labels in column '{columns.Label}': each word needs one. Words of a text are what stands between white space; give a vector of words where they are split otherwise.");
            }

            for (items.Item = 0; items.Item < labels.Length; items.Item++)
            {
                labels[items.Item] = read() ?? TokenTargets.None;
            }

            return Array.TrueForAll(labels, value => value == TokenTargets.None) ? null : new WordLabels(words, labels);
        };
    }
}
