namespace Microsoft.ML.Data;

internal abstract class MemberConversion<TMember, TValue> : MemberConversion
{
    public override Type MemberType => typeof(TMember);

    public override Type ValueType => typeof(TValue);

    public abstract void ToValue(TMember member, ref TValue value);

    /// <summary>Writes into what the member held before, where that can be used again.</summary>
    public abstract void ToMember(in TValue value, ref TMember member);

    public override Delegate CreateConstantGetter(object value)
    {
        var member = (TMember)value;
        return (ValueGetter<TValue>)((ref TValue destination) => ToValue(member, ref destination));
    }
}
