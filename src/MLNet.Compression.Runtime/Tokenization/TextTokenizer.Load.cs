using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public abstract partial class TextTokenizer
{
    /// <summary>The files that a tokenizer of any kind may write into a Hugging Face folder.</summary>
    internal static IReadOnlyList<string> FileNames { get; } = [BertTokenizer.VocabularyFile, BertTokenizer.ConfigurationFile, BertTokenizer.TokenizerFile];

    /// <summary>Reads the tokenizer of a Hugging Face model folder.</summary>
    public static TextTokenizer Load(string folder) => BertTokenizer.Load(folder);

    /// <summary>Writes all files from which <see cref="Load"/> makes this tokenizer again.</summary>
    internal abstract void Save(string folder, ModelInput input);
}
