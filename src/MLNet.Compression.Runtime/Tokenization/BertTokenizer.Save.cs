using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public sealed partial class BertTokenizer
{
    /// <summary>The files of a tokenizer in a Hugging Face folder.</summary>
    internal static IReadOnlyList<string> FileNames { get; } = [VocabularyFile, ConfigurationFile, TokenizerFile];

    /// <summary>Writes all files from which <see cref="Load"/> makes this tokenizer again.</summary>
    internal void Save(string folder, ModelInput input)
    {
        Vocabulary.Save(Path.Combine(folder, VocabularyFile));
        TokenizerConfigJson.Write(Path.Combine(folder, ConfigurationFile), this, input);
        TokenizerJson.Write(Path.Combine(folder, TokenizerFile), this);
    }
}
