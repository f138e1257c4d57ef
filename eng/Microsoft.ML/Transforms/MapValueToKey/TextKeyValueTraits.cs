namespace Microsoft.ML.Transforms;

/// <summary>Text is compared character by character; empty text is missing.</summary>
internal sealed class TextKeyValueTraits : KeyValueTraits<ReadOnlyMemory<char>>
{
    public override IEqualityComparer<ReadOnlyMemory<char>> Equality { get; } = new OrdinalComparer();

    public override IComparer<ReadOnlyMemory<char>> Order { get; } =
        Comparer<ReadOnlyMemory<char>>.Create((left, right) => left.Span.CompareTo(right.Span, StringComparison.Ordinal));

    public override bool IsMissing(ReadOnlyMemory<char> value) => value.IsEmpty;

    public override ReadOnlyMemory<char> Keep(ReadOnlyMemory<char> value) => value.ToString().AsMemory();

    private sealed class OrdinalComparer : IEqualityComparer<ReadOnlyMemory<char>>
    {
        public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span);
    }
}
