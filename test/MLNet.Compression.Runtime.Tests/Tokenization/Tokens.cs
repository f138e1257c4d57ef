namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>What a tokenizer makes of texts.</summary>
internal static class Tokens
{
    public static int[] Ids(TextTokenizer tokenizer, string text) => [.. Of(tokenizer, text).Select(token => token.Id)];

    public static TokenSpan[] Of(TextTokenizer tokenizer, string text)
    {
        var tokens = new TokenizedText();
        tokenizer.Encode(text, tokens);
        return tokens.Tokens.ToArray();
    }

    /// <summary>The pieces of a sequence, with their token types.</summary>
    public static string Sequence(TextTokenizer tokenizer, TokenBatch batch) => string.Join(' ', batch.Ids.ToArray().Zip(batch.TokenTypes.ToArray(), (id, type) => $"{tokenizer.Vocabulary[id]}:{type}"));
}
