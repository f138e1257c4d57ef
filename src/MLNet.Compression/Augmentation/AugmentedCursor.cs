using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Training.Augmentation;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Augmentation;

/// <summary>A cursor over rows and their variants: the input stays at a row until its last variant was read, and all columns but the texts are read from it.</summary>
internal sealed class AugmentedCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly ActiveColumns _active;
    private readonly TextAugmenter _augmenter;
    private readonly TextAugmentationOptions _options;
    private readonly MadeRows _rows;
    private readonly TextColumnReader _texts;
    private readonly ValueGetter<DataViewRowId> _inputId;
    private IReadOnlyList<TextVariant> _made = [];
    private int _place = -1;
    private DataViewRowId _id;
    private long _position = -1;

    /// <param name="input">The rows, their texts active; disposed of with this.</param>
    /// <param name="needed">The columns that readers may ask for.</param>
    /// <param name="augmenter">Makes the variants.</param>
    /// <param name="options">Columns, and whether originals stay.</param>
    /// <param name="rows">Counts the rows; disposed of with this.</param>
    public AugmentedCursor(DataViewRowCursor input, DataViewSchema.Column[] needed, TextAugmenter augmenter, TextAugmentationOptions options, MadeRows rows)
    {
        (_input, _augmenter, _options, _rows) = (input, augmenter, options, rows);
        _active = new ActiveColumns(input.Schema, needed);
        _texts = new TextColumnReader(input, options.Sentence1ColumnName, options.Sentence2ColumnName);
        _inputId = input.GetIdGetter();
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => _input.Schema;

    private bool IsOriginal => _options.KeepOriginal && _place == 0;

    /// <remarks>An original keeps its id.</remarks>
    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        _inputId(ref value);
        value = IsOriginal ? value : value.Combine(new DataViewRowId((ulong)_place + 1, 0));
    };

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        _active.Require(column);
        var getter = _input.GetGetter<TValue>(column);
        return column.Index == IndexOf(_options.Sentence1ColumnName) ? Varied<TValue>(column, made => made.Text)
            : column.Index == IndexOf(_options.Sentence2ColumnName) ? Varied<TValue>(column, made => made.Pair)
            : column.Index == IndexOf(_options.UnlabeledColumnName) ? Unlabeled(getter)
            : getter;
    }

    public override bool MoveNext()
    {
        while (++_place >= _made.Count)
        {
            _rows.ThrowIfCancelled();
            if (!_input.MoveNext())
            {
                _rows.Finish();
                _position = -1;
                return false;
            }

            (_made, _place) = (Make(), -1);
        }

        _position++;
        _rows.Count();
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _input.Dispose();
            _rows.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The texts of the rows that the input's row becomes.</summary>
    private IReadOnlyList<TextVariant> Make()
    {
        _texts.Read();
        _inputId(ref _id);
        var original = new TextVariant(_texts.Text.ToString(), _texts.Pair?.ToString());
        var variants = _augmenter.Variants(original.Text, original.Pair, SeededRandom.Combine(_id.Low, _id.High), _rows.CancellationToken);
        return _options.KeepOriginal ? [original, .. variants] : variants;
    }

    private int? IndexOf(string? name) => name is null ? null : Schema[name].Index;

    private ValueGetter<T> Varied<T>(DataViewSchema.Column column, Func<TextVariant, string?> textOf) =>
        ActiveColumns.Typed<T>((ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = textOf(_made[_place]).AsMemory()), column);

    private ValueGetter<T> Unlabeled<T>(ValueGetter<T> original) => (ref T value) =>
    {
        if (IsOriginal)
        {
            original(ref value);
        }
        else
        {
            value = MissingValues.Of<T>();
        }
    };
}
