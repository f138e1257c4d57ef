using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Runtime.Tokenization;

namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>The texts of the rows that were read ahead.</summary>
internal sealed class KeptTexts
{
    private readonly KeptColumn<ReadOnlyMemory<char>>? _texts;
    private readonly KeptColumn<VBuffer<ReadOnlyMemory<char>>>? _words;

    /// <param name="rows">The rows.</param>
    /// <param name="column">An active column of texts, or of vectors of words.</param>
    public KeptTexts(LookAheadCursor rows, DataViewSchema.Column column)
    {
        _words = column.Type is VectorDataViewType ? rows.KeptOf<VBuffer<ReadOnlyMemory<char>>>(column) : null;
        _texts = _words is null ? rows.KeptOf<ReadOnlyMemory<char>>(column) : null;
    }

    /// <summary>The text of a kept row, and its words where it came as such; valid until other rows are read ahead.</summary>
    public (ReadOnlyMemory<char> Text, WordSpan[]? Words) Of(int row)
    {
        if (_words is null)
        {
            return (_texts![row], null);
        }

        var sentence = Sentence.Of([.. _words[row].DenseValues()]);
        return (sentence.Text.AsMemory(), sentence.Words);
    }
}
