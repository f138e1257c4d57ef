namespace Microsoft.ML.Data;

internal sealed class MemberWriter<TRow, TMember, TValue> : MemberWriter<TRow>
    where TRow : class
{
    private readonly Func<TRow, TMember> _getOrNull;
    private readonly Action<TRow, TMember> _set;
    private readonly MemberConversion<TMember, TValue> _conversion;

    public MemberWriter(RowMember member, int columnIndex, MemberConversion<TMember, TValue> conversion)
    {
        ColumnIndex = columnIndex;
        _conversion = conversion;
        _set = MemberAccess.CreateSetter<TRow, TMember>(member.Info);
        // Only a vector has something to write into again.
        _getOrNull = member.IsVector && MemberAccess.CanGet(member.Info) ? MemberAccess.CreateGetter<TRow, TMember>(member.Info) : null;
    }

    public override int ColumnIndex { get; }

    public override Action<TRow> Bind(DataViewRow input)
    {
        var getter = input.GetGetter<TValue>(input.Schema[ColumnIndex]);
        TValue value = default;
        return row =>
        {
            getter(ref value);
            var member = _getOrNull is null ? default : _getOrNull(row);
            _conversion.ToMember(value, ref member);
            _set(row, member);
        };
    }
}
