namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Splits texts with a tokenizer that came from a damaged file.</summary>
internal static class TokenizerUse
{
    private const string Text = "the cats [MASK] caf\u00e9 \u4e2d\u6587 unbelievable!! \ud83d\ude00 x\u0301 <ent> a <sum>\t<img> caf\u00e9 x newword \u0130b";

    public static Action Load(string folder)
    {
        var tokenizer = BertTokenizer.Load(folder);
        return () => Use(tokenizer);
    }

    /// <summary>Splits texts, and a pair of them.</summary>
    public static void Use(TextTokenizer tokenizer)
    {
        var batch = new TokenBatch();
        tokenizer.AddTo(batch, Text, maxTokens: 64);
        tokenizer.AddTo(batch, Text, new string('a', 5_000), maxTokens: 64);
        foreach (var id in batch.Ids)
        {
            _ = tokenizer.Vocabulary[id];
        }
    }
}
