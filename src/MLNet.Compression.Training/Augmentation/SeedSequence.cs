namespace MLNet.Compression.Training.Augmentation;

/// <summary>The tokens of a seed text or pair.</summary>
/// <param name="Ids">Ids, those of [CLS] and [SEP] included.</param>
/// <param name="Types">Token types.</param>
/// <param name="Places">Where text stands.</param>
internal sealed record SeedSequence(int[] Ids, int[] Types, int[] Places)
{
    /// <summary>Tokenises a text or pair; one too long is cut.</summary>
    public static SeedSequence Of(TextVariant text, MaskedLanguageModel model, int maxTokens)
    {
        var batch = new TokenBatch();
        if (text.Pair is null)
        {
            model.Tokenizer.AddTo(batch, text.Text, maxTokens);
        }
        else
        {
            model.Tokenizer.AddTo(batch, text.Text, text.Pair, maxTokens);
        }

        var vocabulary = model.Tokenizer.Vocabulary;
        int[] ids = [.. batch.Ids];
        return new SeedSequence(
            ids,
            [.. batch.TokenTypes.ToArray().Select(type => Math.Min(type, model.SecondTokenType))],
            [.. Enumerable.Range(0, ids.Length).Where(place => ids[place] != vocabulary.ClassificationId && ids[place] != vocabulary.SeparatorId)]);
    }
}
