namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Reads the unigram tokenizer of a folder: <c>tokenizer.json</c>, or the model file of SentencePiece under ALBERT's or XLM-R's name.</summary>
internal sealed class UnigramFolderReader(string folder)
{
    public UnigramTokenizer Read()
    {
        var settings = new FolderSettings(folder, TokenizerClasses.Unigrams);
        var (whole, albert) = (Path.Combine(folder, BertTokenizer.TokenizerFile), Path.Combine(folder, TokenizerFolder.Albert));
        var parts = File.Exists(whole) ? UnigramJson.Read(whole)
            : File.Exists(albert) ? SentencePieceFolder.ReadAlbert(albert, settings.Config?.Settings)
            : SentencePieceFolder.ReadXlmRoberta(Path.Combine(folder, TokenizerFolder.XlmRoberta));
        return (parts with { Parts = settings.Complete(parts.Parts) }).ToTokenizer();
    }
}
