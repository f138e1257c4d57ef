using Microsoft.ML;

namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>The texts of the rows that were read ahead.</summary>
/// <param name="rows">The rows.</param>
/// <param name="column">An active column of texts.</param>
internal sealed class KeptTexts(LookAheadCursor rows, DataViewSchema.Column column)
{
    private readonly KeptColumn<ReadOnlyMemory<char>> _values = rows.KeptOf<ReadOnlyMemory<char>>(column);

    /// <summary>The text of a kept row; valid until other rows are read ahead.</summary>
    public ReadOnlyMemory<char> Of(int row) => _values[row];
}
