namespace Microsoft.ML.Data;

internal sealed class TextConversion : MemberConversion<string, ReadOnlyMemory<char>>
{
    public override void ToValue(string member, ref ReadOnlyMemory<char> value) => value = member.AsMemory();

    public override void ToMember(in ReadOnlyMemory<char> value, ref string member) => member = value.ToString();
}
