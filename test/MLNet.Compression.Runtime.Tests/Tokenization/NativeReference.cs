using Tokenizers.DotNet;

namespace MLNet.Compression.Runtime.Tests.Tokenization;

/// <summary>Hugging Face's own tokenizers, which are native: where they cannot be loaded, the test that asks is ignored.</summary>
internal static class NativeReference
{
    /// <summary>The ids of texts, without the special tokens around them, by a <c>tokenizer.json</c>.</summary>
    public static int[][] Ids(string tokenizerJson, IEnumerable<string> texts)
    {
        try
        {
            using var tokenizer = new Tokenizer(tokenizerJson);
            return [.. texts.Select(text => tokenizer.Encode(text).Select(id => (int)id).ToArray())];
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            Assert.Ignore($"No native tokenizers here: {exception.Message}");
            throw;
        }
    }
}
