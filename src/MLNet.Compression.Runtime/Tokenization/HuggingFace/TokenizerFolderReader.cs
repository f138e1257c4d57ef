namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads the tokenizer of a Hugging Face folder: <c>tokenizer.json</c> or <c>vocab.txt</c>, and what the files beside it add.</summary>
internal sealed class TokenizerFolderReader
{
    private readonly string _tokenizerFile;
    private readonly string _vocabularyFile;
    private readonly FolderSettings _settings;

    public TokenizerFolderReader(string folder)
    {
        _tokenizerFile = Path.Combine(folder, BertTokenizer.TokenizerFile);
        _vocabularyFile = Path.Combine(folder, BertTokenizer.VocabularyFile);
        _settings = new FolderSettings(folder, TokenizerClasses.WordPiece);
    }

    /// <summary>The tokenizer of a folder whose model reads text alone, and how many pieces the folder has.</summary>
    /// <remarks>What sequences need and the folder lacks stands behind its pieces: [CLS], for one.</remarks>
    public (BertTokenizer Tokenizer, int Pieces) ReadForMeans()
    {
        var parts = TokenizerJson.Read(_tokenizerFile, textAlone: true);
        parts = parts with { Names = _settings.ReadNames(parts.Names, isKnown: false) };
        var pieces = parts.Pieces.Count;
        var known = parts.Pieces.DecodeAll();
        string[] missing = [.. parts.Names.Required.Except([.. known, .. parts.Added.Select(token => token.Text)], StringComparer.Ordinal)];
        parts = missing.Length == 0 ? parts : parts with { Pieces = PieceText.Of([.. known, .. missing]), Entries = parts.Entries + missing.Length };
        return (new BertTokenizer(parts.ToVocabulary(), parts.Options) { Notes = [.. Notes(parts)] }, pieces);
    }

    /// <summary>The tokenizer, and what the user should know of its files.</summary>
    public BertTokenizer Read()
    {
        var isWhole = File.Exists(_tokenizerFile);
        var parts = _settings.Complete(isWhole ? TokenizerJson.Read(_tokenizerFile) : ReadVocabulary());
        var tokenizer = new BertTokenizer(parts.ToVocabulary(), parts.Options) { Notes = [.. Notes(parts)] };
        if (isWhole)
        {
            CheckOtherFiles(tokenizer);
        }

        return tokenizer;
    }

    private TokenizerParts ReadVocabulary() => new()
    {
        File = _vocabularyFile,
        Place = "pieces",
        Pieces = VocabularyFile.ReadPieces(_vocabularyFile),
        Options = _settings.Config?.ReadOptions(new TokenizerOptions()) ?? new TokenizerOptions(),
    };

    private void CheckOtherFiles(BertTokenizer tokenizer)
    {
        if (File.Exists(_vocabularyFile))
        {
            TokenizerFolderChecks.CheckVocabulary(tokenizer.Vocabulary, _vocabularyFile);
        }

        if (_settings.Config is { } config)
        {
            TokenizerFolderChecks.CheckOptions(tokenizer.Options, config);
        }
    }

    private static IEnumerable<string> Notes(TokenizerParts parts)
    {
        if (parts.Index.Repeated is ({ } first, { } second))
        {
            yield return $"{parts.File}: '{parts.Pieces.Decode(first)}' stands in line {first + 1} and again in line {second + 1}: as everywhere, " +
                "the last line counts. Do not remove one of them, which would give other ids to all pieces behind it.";
        }
    }
}
