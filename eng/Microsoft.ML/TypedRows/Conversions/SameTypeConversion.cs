namespace Microsoft.ML.Data;

internal sealed class SameTypeConversion<T> : MemberConversion<T, T>
{
    public override void ToValue(T member, ref T value) => value = member;

    public override void ToMember(in T value, ref T member) => member = value;
}
