namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>BERT's special tokens as they are usually spelt in a vocabulary.</summary>
internal static class SpecialTokens
{
    public const string Padding = "[PAD]";
    public const string Unknown = "[UNK]";
    public const string Classification = "[CLS]";
    public const string Separator = "[SEP]";
    public const string Mask = "[MASK]";

    /// <summary>In the order in which a learnt vocabulary has them.</summary>
    public static readonly string[] All = [Padding, Unknown, Classification, Separator, Mask];

    /// <summary>Those that a learnt vocabulary has, in a text that is to be split.</summary>
    public static IEnumerable<AddedToken> OfLearntVocabulary => All.Select((token, id) => new AddedToken(token, id, IsSpecial: true));
}
