namespace Microsoft.ML.Data;

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class KeyTypeAttribute : Attribute
{
    public KeyTypeAttribute()
    {
    }

    public KeyTypeAttribute(ulong count) => Count = count;

    /// <summary>How many values the key has, or null for as many as the member's type holds.</summary>
    internal ulong? Count { get; }
}
