using Microsoft.ML;

namespace MLNet.Compression.Scoring.LookAhead;

/// <summary>The values of a column of one type.</summary>
/// <param name="input">Gives the value of the row that the input stands on.</param>
/// <param name="keep">Copies a value that the input may overwrite.</param>
/// <param name="give">Copies a kept value for a reader, who may overwrite the copy.</param>
internal sealed class KeptColumn<T>(ValueGetter<T> input, CopyValue<T> keep, CopyValue<T> give) : KeptColumn
{
    private const int FewRows = 8;

    private T[] _rows = new T[FewRows];
    private T _value = default!;

    /// <summary>A kept value, which is not to be written to.</summary>
    public ref readonly T this[int row] => ref _rows[row];

    public override void Keep(int row)
    {
        if (row >= _rows.Length)
        {
            Array.Resize(ref _rows, row * 2);
        }

        input(ref _value);
        keep(_value, ref _rows[row]);
    }

    /// <summary>The value of the row that the input stands on, for a reader who still has it when the input is moved ahead.</summary>
    public void Read(ref T value)
    {
        input(ref _value);
        keep(_value, ref value);
    }

    /// <summary>A kept value.</summary>
    public void Give(int row, ref T value) => give(_rows[row], ref value);
}
