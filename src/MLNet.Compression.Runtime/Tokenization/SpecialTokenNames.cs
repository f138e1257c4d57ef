namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>How a vocabulary spells BERT's special tokens.</summary>
internal sealed record SpecialTokenNames
{
    public static SpecialTokenNames Usual { get; } = new();

    public string Padding { get; init; } = SpecialTokens.Padding;

    public string Unknown { get; init; } = SpecialTokens.Unknown;

    public string Classification { get; init; } = SpecialTokens.Classification;

    public string Separator { get; init; } = SpecialTokens.Separator;

    public string Mask { get; init; } = SpecialTokens.Mask;

    /// <summary>In the order of <see cref="SpecialTokens.All"/>.</summary>
    public string[] All => [Padding, Unknown, Classification, Separator, Mask];

    /// <summary>All but the mask.</summary>
    public string[] Required => [Padding, Unknown, Classification, Separator];

    /// <param name="names">As many names as in <see cref="All"/>, in its order.</param>
    public static SpecialTokenNames Of(IReadOnlyList<string> names) => new()
    {
        Padding = names[0],
        Unknown = names[1],
        Classification = names[2],
        Separator = names[3],
        Mask = names[4],
    };
}
