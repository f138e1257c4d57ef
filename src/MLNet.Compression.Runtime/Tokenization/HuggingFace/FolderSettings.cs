namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>What the files beside the vocabulary of a Hugging Face folder say of its tokenizer.</summary>
internal sealed class FolderSettings
{
    private readonly AddedTokenFiles _addedTokens;
    private readonly bool _isWhole;

    /// <param name="folder">The folder.</param>
    /// <param name="classes">The classes of tokenizers that it may be of.</param>
    public FolderSettings(string folder, TokenizerClasses classes)
    {
        var config = Path.Combine(folder, BertTokenizer.ConfigurationFile);
        _isWhole = File.Exists(Path.Combine(folder, BertTokenizer.TokenizerFile));
        Config = File.Exists(config) ? new TokenizerConfigJson(config, _isWhole, classes) : null;
        _addedTokens = new AddedTokenFiles(folder, Config?.Settings);
    }

    /// <summary>The file tokenizer_config.json; null where there is none.</summary>
    public TokenizerConfigJson? Config { get; }

    /// <summary>The spelling of special tokens.</summary>
    /// <param name="names">What holds where the files say nothing.</param>
    /// <param name="isKnown">Whether those of them that stand in sequences are known already; then others are refused.</param>
    public SpecialTokenNames ReadNames(SpecialTokenNames names, bool isKnown) => _addedTokens.ReadNames(names, isKnown);

    /// <summary>Adds what the files say to what the vocabulary's file said: special and added tokens, and on which side texts are cut.</summary>
    public TokenizerParts Complete(TokenizerParts parts)
    {
        parts = parts with { Names = ReadNames(parts.Names, _isWhole) };
        parts.Added.AddRange(_addedTokens.Read(parts));
        return Config?.TruncateLeft is { } left ? parts with { Options = parts.Options with { TruncateLeft = left } } : parts;
    }
}
