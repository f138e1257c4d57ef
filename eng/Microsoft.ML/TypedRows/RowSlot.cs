namespace Microsoft.ML.Data;

/// <summary>Holds the object whose members are the values of the current row.</summary>
internal sealed class RowSlot<TRow>
    where TRow : class
{
    private TRow _row;

    public TRow Row
    {
        get => _row ?? throw new InvalidOperationException("The cursor stands on no row: MoveNext has not been called, or has returned false.");
        set => _row = value;
    }
}
