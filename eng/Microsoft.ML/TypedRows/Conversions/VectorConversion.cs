namespace Microsoft.ML.Data;

internal sealed class VectorConversion<T> : MemberConversion<VBuffer<T>, VBuffer<T>>
{
    public override void ToValue(VBuffer<T> member, ref VBuffer<T> value) => member.CopyTo(ref value);

    public override void ToMember(in VBuffer<T> value, ref VBuffer<T> member) => value.CopyTo(ref member);
}
