using MLNet.Compression.Runtime.Models.Checkpoints;

namespace MLNet.Compression;

/// <summary>Fitted models for other programs.</summary>
public static class CheckpointExport
{
    /// <summary>Writes a fitted model as a Hugging Face folder, which Python's transformers, of an embedding model sentence-transformers too, and this library's trainers read.</summary>
    /// <param name="model">The model. A quantised or pruned one is written as the fp32 weights that its encodings stand for, heads and neurons that were cut out of some layers as zeros.</param>
    /// <param name="folder">A folder that is not there yet, or is empty. It comes into being with all its files, or not at all.</param>
    /// <param name="overwrite">Whether an earlier export in the folder may be replaced. A folder that holds anything else is never touched.</param>
    /// <exception cref="IOException">The folder is not empty and may not be replaced, or it cannot be written.</exception>
    /// <exception cref="NotSupportedException">No Hugging Face architecture can hold the model: its heads are of different sizes, for instance.</exception>
    public static void ExportCheckpoint(this TextModelTransformer model, string folder, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Write(model.Model, withHead: true, folder, overwrite);
    }

    /// <summary>Writes a model that was trained on running text as a Hugging Face folder, with its masked-LM head where that was learnt, else as an encoder alone.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">A folder that is not there yet, or is empty. It comes into being with all its files, or not at all.</param>
    /// <param name="overwrite">Whether an earlier export in the folder may be replaced. A folder that holds anything else is never touched.</param>
    /// <exception cref="IOException">The folder is not empty and may not be replaced, or it cannot be written.</exception>
    /// <exception cref="NotSupportedException">No Hugging Face architecture can hold the model.</exception>
    public static void ExportCheckpoint(this PretrainedTextTransformer model, string folder, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Write(model.Model, model.IsMaskedLanguageModel, folder, overwrite);
    }

    /// <summary>Writes the vectors and the tokenizer of a static model as a folder that MinishLab's model2vec reads.</summary>
    /// <remarks>
    /// The format has no place for the rest: the hidden layer, if there is one, the classifier and the names of its classes are not written. What
    /// model2vec computes of a text is what the classifier, or the hidden layer, reads here. Quantised vectors are written as the fp32 numbers they stand for.
    /// </remarks>
    /// <param name="model">The model.</param>
    /// <param name="folder">A folder that is not there yet, or is empty. It comes into being with all its files, or not at all.</param>
    /// <param name="overwrite">Whether an earlier export in the folder may be replaced. A folder that holds anything else is never touched.</param>
    /// <exception cref="IOException">The folder is not empty and may not be replaced, or it cannot be written.</exception>
    /// <exception cref="NotSupportedException">The model has layers.</exception>
    public static void ExportModel2Vec(this TextModelTransformer model, string folder, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        StaticFolderWriter.Write(model.Model, folder, overwrite);
    }

    private static void Write(CompressedModel model, bool withHead, string folder, bool overwrite) =>
        model.ToCheckpoint(withHead).Save(folder, model.CreateTokenizer(), model.MaxTokens, overwrite, withHead ? SentenceSettings.Of(model) : null);
}
