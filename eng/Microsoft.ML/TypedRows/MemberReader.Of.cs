namespace Microsoft.ML.Data;

internal sealed class MemberReader<TRow, TMember, TValue> : MemberReader<TRow>
    where TRow : class
{
    private readonly Func<TRow, TMember> _get;
    private readonly MemberConversion<TMember, TValue> _conversion;

    public MemberReader(RowColumn column, MemberConversion<TMember, TValue> conversion)
    {
        _get = MemberAccess.CreateGetter<TRow, TMember>(column.Member.Info);
        _conversion = conversion;
    }

    public override Delegate CreateGetter(RowSlot<TRow> slot) =>
        (ValueGetter<TValue>)((ref TValue value) => _conversion.ToValue(_get(slot.Row), ref value));
}
