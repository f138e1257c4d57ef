using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression;

public sealed partial class BertTokenizer
{
    private const string TokenizerFile = "tokenizer.json";
    private const string ConfigurationFile = "tokenizer_config.json";
    private const string VocabularyFile = "vocab.txt";

    /// <summary>Reads the tokenizer of a Hugging Face model folder.</summary>
    /// <remarks>
    /// Takes <c>tokenizer.json</c> where it is there, else <c>vocab.txt</c> with the settings of <c>tokenizer_config.json</c>, or the
    /// defaults of an uncased model. Files that contradict <c>tokenizer.json</c> are refused. <see cref="TokenizerOptions.RecognizeSpecialTokens"/> stays off.
    /// </remarks>
    /// <param name="folder">The model's folder.</param>
    /// <exception cref="FileNotFoundException">The folder holds neither <c>tokenizer.json</c> nor <c>vocab.txt</c>.</exception>
    /// <exception cref="ModelFileException">A file is damaged, has a setting that this tokenizer cannot honour, or contradicts another.</exception>
    public static BertTokenizer Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string tokenizerFile = Path.Combine(folder, TokenizerFile);
        string vocabularyFile = Path.Combine(folder, VocabularyFile);
        string configurationFile = Path.Combine(folder, ConfigurationFile);
        if (File.Exists(tokenizerFile))
        {
            BertTokenizer tokenizer = TokenizerJson.Read(tokenizerFile);
            TokenizerFolderChecks.CheckVocabulary(tokenizer, vocabularyFile);
            TokenizerFolderChecks.CheckOptions(tokenizer, configurationFile);
            return tokenizer;
        }

        if (!File.Exists(vocabularyFile))
        {
            throw new FileNotFoundException(
                $"{folder} holds neither {TokenizerFile} nor {VocabularyFile}. Name the folder of a BERT model.", vocabularyFile);
        }

        var options = new TokenizerOptions();
        options = File.Exists(configurationFile) ? TokenizerConfigJson.Read(configurationFile, options) : options;
        return new BertTokenizer(Vocabulary.Load(vocabularyFile), options);
    }
}
