namespace Microsoft.ML.Data;

internal sealed class ArrayConversion<TItem, TRaw> : MemberConversion<TItem[], VBuffer<TRaw>>
{
    private readonly MemberConversion<TItem, TRaw> _item;

    public ArrayConversion(MemberConversion<TItem, TRaw> item) => _item = item;

    public override void ToValue(TItem[] member, ref VBuffer<TRaw> value)
    {
        var editor = VBufferEditor.Create(ref value, member?.Length ?? 0);
        for (var slot = 0; slot < editor.Values.Length; slot++)
            _item.ToValue(member[slot], ref editor.Values[slot]);
        value = editor.Commit();
    }

    public override void ToMember(in VBuffer<TRaw> value, ref TItem[] member)
    {
        if (member?.Length != value.Length)
            member = new TItem[value.Length];
        var slot = 0;
        foreach (var item in value.DenseValues())
            _item.ToMember(item, ref member[slot++]);
    }
}
