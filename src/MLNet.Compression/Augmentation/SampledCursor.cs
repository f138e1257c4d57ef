using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Training.Augmentation;

namespace MLNet.Compression.Augmentation;

/// <summary>A cursor over texts that come one by one.</summary>
/// <param name="texts">The texts.</param>
/// <param name="schema">A column of texts, or two.</param>
/// <param name="needed">The columns that readers may ask for.</param>
/// <param name="rows">Counts the rows; disposed of with this.</param>
internal sealed class SampledCursor(IEnumerable<TextVariant> texts, DataViewSchema schema, IEnumerable<DataViewSchema.Column> needed, MadeRows rows) : DataViewRowCursor
{
    private readonly IEnumerator<TextVariant> _texts = texts.GetEnumerator();
    private readonly ActiveColumns _active = new(schema, needed);
    private long _position = -1;
    private bool _isAtEnd;

    public override long Position => _isAtEnd ? -1 : _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => schema;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _active.Require(column);
        var isPair = column.Index > 0;
        return ActiveColumns.Typed<TValue>(
            (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = (isPair ? _texts.Current.Pair : _texts.Current.Text).AsMemory()), column);
    }

    public override bool MoveNext()
    {
        rows.ThrowIfCancelled();
        if (!_isAtEnd && !_texts.MoveNext())
        {
            rows.Finish();
            _isAtEnd = true;
        }

        if (_isAtEnd)
        {
            return false;
        }

        _position++;
        rows.Count();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _texts.Dispose();
            rows.Dispose();
        }

        base.Dispose(disposing);
    }
}
