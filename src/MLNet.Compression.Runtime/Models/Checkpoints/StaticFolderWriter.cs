using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Writes the vectors and tokenizer of a static model as a folder of MinishLab's model2vec.</summary>
/// <remarks>The format has no place for a hidden layer, a classifier and its classes.</remarks>
internal static class StaticFolderWriter
{
    private static readonly string[] _fileNames = [CheckpointReader.ConfigName, WeightsFile.Safetensors, BertTokenizer.TokenizerFile];

    /// <param name="model">A static model.</param>
    /// <param name="folder">See <see cref="Checkpoint.Save(string, TextTokenizer, int?, bool)"/>.</param>
    /// <param name="overwrite">Likewise.</param>
    /// <exception cref="NotSupportedException">The model has layers.</exception>
    public static void Write(CompressedModel model, string folder, bool overwrite)
    {
        if (!model.Shape.IsStatic)
        {
            throw new NotSupportedException($"Model2Vec holds static models, but this one has {model.Shape.Layers.Length} layers: use ExportCheckpoint, or distil a static student (StudentShape.Static).");
        }

        AtomicFolder.Write(folder, overwrite ? _fileNames : [], temporary =>
        {
            JsonFile.Write(Path.Combine(temporary, CheckpointReader.ConfigName), json => WriteConfig(json, model));
            WriteVectors(Path.Combine(temporary, WeightsFile.Safetensors), model);
            TokenizerJson.Write(Path.Combine(temporary, BertTokenizer.TokenizerFile), model.CreateTokenizer().RequireWordPiece("A folder of vectors"));
        });
    }

    private static void WriteConfig(Utf8JsonWriter json, CompressedModel model)
    {
        json.WriteString("model_type", StaticFolderReader.ModelType);
        json.WriteStartArray("architectures");
        json.WriteStringValue("StaticModel");
        json.WriteEndArray();
        json.WriteNumber("hidden_dim", model.Shape.EmbeddingSize);
        json.WriteNumber("seq_length", model.MaxTokens);
        json.WriteBoolean(StaticFolderReader.Normalize, false);
        json.WriteString("embedding_dtype", "float32");
    }

    private static void WriteVectors(string path, CompressedModel model)
    {
        var (count, words) = (model.Vocabulary.Count, model.Embeddings.Words);
        var vectors = new float[count * words.Columns];
        for (var piece = 0; piece < count; piece++)
        {
            words.DecodeRow(piece, vectors.AsSpan(piece * words.Columns, words.Columns));
        }

        var writer = new SafetensorsWriter();
        writer.Add(StaticFolderReader.Embeddings, [count, words.Columns], vectors);
        writer.Save(path);
    }
}
