using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public sealed partial class BertTokenizer
{
    internal const string TokenizerFile = "tokenizer.json";
    internal const string ConfigurationFile = "tokenizer_config.json";
    internal const string VocabularyFile = "vocab.txt";

    /// <summary>Reads the tokenizer of a Hugging Face model folder.</summary>
    /// <remarks>
    /// Takes <c>tokenizer.json</c> where it is there, else <c>vocab.txt</c> with the settings of <c>tokenizer_config.json</c>, or the
    /// defaults of an uncased model. Tokens that were added to the tokenizer are taken from these and from <c>special_tokens_map.json</c> and
    /// <c>added_tokens.json</c>. Files that contradict <c>tokenizer.json</c> are refused. <see cref="TokenizerOptions.RecognizeSpecialTokens"/>
    /// stays off.
    /// </remarks>
    /// <param name="folder">The model's folder.</param>
    /// <exception cref="FileNotFoundException">The folder holds neither <c>tokenizer.json</c> nor <c>vocab.txt</c>.</exception>
    /// <exception cref="ModelFileException">A file is damaged, has a setting that this tokenizer cannot honour, or contradicts another.</exception>
    public static new BertTokenizer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!File.Exists(Path.Combine(folder, TokenizerFile)) && !File.Exists(Path.Combine(folder, VocabularyFile)))
        {
            throw new FileNotFoundException(
                $"{folder} holds neither {TokenizerFile} nor {VocabularyFile}. Name the folder of a BERT model.", Path.Combine(folder, VocabularyFile));
        }

        return new TokenizerFolderReader(folder).Read();
    }

    /// <summary>Reads the tokenizer of a static model's folder, where it does not matter what is put around a text.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <returns>The tokenizer, and how many pieces the folder has; behind them may be what sequences need.</returns>
    /// <exception cref="FileNotFoundException">There is no <c>tokenizer.json</c>.</exception>
    /// <exception cref="ModelFileException">It is damaged, or has a setting that this tokenizer cannot honour.</exception>
    internal static (BertTokenizer Tokenizer, int Pieces) LoadForMeans(string folder) => File.Exists(Path.Combine(folder, TokenizerFile))
        ? new TokenizerFolderReader(folder).ReadForMeans()
        : throw new FileNotFoundException($"{folder} holds no {TokenizerFile}, which a folder of model2vec has.", Path.Combine(folder, TokenizerFile));
}
