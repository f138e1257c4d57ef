namespace MLNet.Compression;

/// <summary>Fitted models for other programs.</summary>
public static class CheckpointExport
{
    /// <summary>Writes a fitted model as a Hugging Face folder, which Python's transformers and this library's trainers read.</summary>
    /// <param name="model">The model. A quantised or pruned one is written as the fp32 weights that its encodings stand for.</param>
    /// <param name="folder">A folder that is not there yet, or is empty. It comes into being with all its files, or not at all.</param>
    /// <param name="overwrite">Whether an earlier export in the folder may be replaced. A folder that holds anything else is never touched.</param>
    /// <exception cref="IOException">The folder is not empty and may not be replaced, or it cannot be written.</exception>
    /// <exception cref="NotSupportedException">No Hugging Face architecture can hold the model: its layers are of different sizes, for instance.</exception>
    public static void ExportCheckpoint(this TextModelTransformer model, string folder, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var compressed = model.Model;
        var tokenizer = new BertTokenizer(compressed.Vocabulary, compressed.Tokenizer);
        compressed.ToCheckpoint().Save(folder, tokenizer, compressed.MaxTokens, overwrite);
    }
}
