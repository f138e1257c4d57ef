using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public abstract partial class TextTokenizer
{
    /// <summary>The files that a tokenizer of any kind may write into a Hugging Face folder.</summary>
    internal static IReadOnlyList<string> FileNames { get; } = [BertTokenizer.VocabularyFile, BertTokenizer.ConfigurationFile, BertTokenizer.TokenizerFile];

    /// <summary>Reads the tokenizer of a Hugging Face model folder: WordPiece, byte-level BPE or a SentencePiece unigram model, by the files that are there.</summary>
    /// <remarks>
    /// Takes <c>tokenizer.json</c> where it is there, else <c>vocab.txt</c>, <c>vocab.json</c> with <c>merges.txt</c>, <c>spiece.model</c> or
    /// <c>sentencepiece.bpe.model</c>, each with the settings and added tokens of the files beside it.
    /// <see cref="TokenizerOptions.RecognizeSpecialTokens"/> stays off.
    /// </remarks>
    /// <param name="folder">The model's folder.</param>
    /// <exception cref="FileNotFoundException">The folder holds none of these files.</exception>
    /// <exception cref="ModelFileException">A file is damaged, has a setting that no tokenizer here can honour, or contradicts another.</exception>
    public static TextTokenizer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return TokenizerFolder.Read(folder);
    }

    /// <summary>Writes all files from which <see cref="Load"/> makes this tokenizer again.</summary>
    internal abstract void Save(string folder, ModelInput input);
}
