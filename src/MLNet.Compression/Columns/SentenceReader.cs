using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Compression.Columns;

/// <summary>Reads sentences of words: from a text, or from a vector of texts, each of which is a word.</summary>
internal static class SentenceReader
{
    /// <summary>Reads the sentence of the row at hand. Missing text is empty text.</summary>
    /// <param name="row">A row in which the column is active.</param>
    /// <param name="column">The column.</param>
    public static Func<Sentence> Open(DataViewRow row, string column)
    {
        if (row.Schema[column].Type is not VectorDataViewType)
        {
            var (text, value) = (row.GetGetter<ReadOnlyMemory<char>>(row.Schema[column]), default(ReadOnlyMemory<char>));
            return () =>
            {
                text(ref value);
                return Sentence.Of(value);
            };
        }

        var (words, values) = (row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(row.Schema[column]), default(VBuffer<ReadOnlyMemory<char>>));
        return () =>
        {
            words(ref values);
            return Sentence.Of([.. values.DenseValues()]);
        };
    }
}
