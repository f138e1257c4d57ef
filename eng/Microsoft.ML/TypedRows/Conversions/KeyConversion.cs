using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>
/// A key: a member counts from 0 on the way in, the column from 1, and 0 is missing. On the way out the column's number stays.
/// </summary>
internal sealed class KeyConversion<T> : MemberConversion<T, T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly ulong _count;

    public KeyConversion(ulong count) => _count = count;

    public override void ToValue(T member, ref T value) => value = ulong.CreateTruncating(member) < _count ? member + T.One : T.Zero;

    public override void ToMember(in T value, ref T member) => member = value;
}
