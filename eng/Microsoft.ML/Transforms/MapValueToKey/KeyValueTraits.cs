namespace Microsoft.ML.Transforms;

/// <summary>How values of a type are compared, and which of them have no key.</summary>
internal class KeyValueTraits<TItem>
{
    public static KeyValueTraits<TItem> Default { get; } =
        typeof(TItem) == typeof(ReadOnlyMemory<char>) ? (KeyValueTraits<TItem>)(object)new TextKeyValueTraits() : new KeyValueTraits<TItem>();

    public virtual IEqualityComparer<TItem> Equality => EqualityComparer<TItem>.Default;

    public virtual IComparer<TItem> Order => Comparer<TItem>.Default;

    /// <summary>NaN is missing; other numbers never are.</summary>
    public virtual bool IsMissing(TItem value) => value is float.NaN or double.NaN;

    /// <summary>The value in memory of its own.</summary>
    public virtual TItem Keep(TItem value) => value;
}
