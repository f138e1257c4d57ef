namespace MLNet.Compression.Runtime.Tokenization;

/// <summary>BERT's special tokens as they are spelt in a vocabulary.</summary>
internal static class SpecialTokens
{
    public const string Padding = "[PAD]";
    public const string Unknown = "[UNK]";
    public const string Classification = "[CLS]";
    public const string Separator = "[SEP]";
    public const string Mask = "[MASK]";

    /// <summary>In the order in which a learnt vocabulary has them.</summary>
    public static readonly string[] All = [Padding, Unknown, Classification, Separator, Mask];

    public static readonly string[] Required = [Padding, Unknown, Classification, Separator];

    /// <summary>The ids of those that a vocabulary has.</summary>
    public static IEnumerable<int> IdsIn(Vocabulary vocabulary)
    {
        foreach (string token in All)
        {
            if (vocabulary.TryGetId(token, out int id))
                yield return id;
        }
    }
}
