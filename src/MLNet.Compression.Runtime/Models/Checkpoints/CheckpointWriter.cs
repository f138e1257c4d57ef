using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models.Architectures;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Writes a Hugging Face model folder.</summary>
internal sealed class CheckpointWriter
{
    private static readonly string[] _fileNames = [CheckpointReader.ConfigName, WeightsFile.Safetensors, .. TextTokenizer.FileNames, .. SentenceSettings.FileNames];
    private readonly Checkpoint _checkpoint;
    private readonly TextTokenizer? _tokenizer;
    private readonly IArchitecture _architecture;

    /// <exception cref="NotSupportedException">The architecture's configuration cannot say what the model is.</exception>
    public CheckpointWriter(Checkpoint checkpoint, TextTokenizer? tokenizer)
    {
        _checkpoint = checkpoint;
        _tokenizer = tokenizer;
        _architecture = KnownArchitectures.Of(checkpoint.Settings);
        Expressible.Require(_architecture, checkpoint.Settings);
        if (tokenizer is not null && _architecture.PaddingId is { } padding && tokenizer.Vocabulary.PaddingId != padding)
        {
            throw new NotSupportedException(
                $"A Hugging Face folder of model type '{_architecture.ModelType}' needs a tokenizer whose {tokenizer.Vocabulary.Names.Padding} has the id {padding}, not {tokenizer.Vocabulary.PaddingId}.");
        }
    }

    /// <param name="folder">The folder.</param>
    /// <param name="maxTokens">The longest sequence.</param>
    /// <param name="overwrite">Whether an earlier folder may be replaced.</param>
    /// <param name="sentence">How vectors of texts are made; null for nothing of it.</param>
    public void Write(string folder, int maxTokens, bool overwrite, SentenceSettings? sentence)
    {
        var input = new ModelInput(_architecture.TokenizerClass, maxTokens, _checkpoint.Shape.TokenTypes > 0);
        AtomicFolder.Write(folder, overwrite ? _fileNames : [], temporary =>
        {
            JsonFile.Write(Path.Combine(temporary, CheckpointReader.ConfigName), WriteConfig);
            WriteTensors(Path.Combine(temporary, WeightsFile.Safetensors));
            _tokenizer?.Save(temporary, input);
            sentence?.Write(temporary, _checkpoint.Shape.HiddenSize);
        });
    }

    private void WriteTensors(string path)
    {
        var writer = new SafetensorsWriter();
        foreach (var tensor in ModelTensors.Of(_checkpoint.Settings))
        {
            var module = _architecture.ModuleName(tensor, _checkpoint.Shape);
            if (_checkpoint.Head == HeadKind.None && module.StartsWith(_architecture.TensorPrefix, StringComparison.Ordinal))
            {
                module = module[_architecture.TensorPrefix.Length..];
            }

            var (unused, values) = (_architecture.UnusedRows(tensor), _checkpoint.Tensors[tensor.Name].Values);
            writer.Add($"{module}.{tensor.Parameter}", tensor.Shape.SetItem(0, tensor.Shape[0] + unused), unused == 0 ? values : [.. new float[unused * tensor.Shape[1]], .. values]);
        }

        writer.Save(path);
    }

    private void WriteConfig(Utf8JsonWriter json)
    {
        json.WriteStartArray("architectures");
        json.WriteStringValue(HeadSettings.ClassName(_architecture, _checkpoint.Head));
        json.WriteEndArray();
        json.WriteString("model_type", _architecture.ModelType);
        json.WriteString("torch_dtype", "float32");
        json.WriteBoolean("tie_word_embeddings", true);
        if (_tokenizer is not null)
        {
            json.WriteNumber("pad_token_id", _tokenizer.Vocabulary.PaddingId);
        }

        _architecture.WriteSettings(_checkpoint.Settings, json);
        HeadSettings.WriteLabels(_checkpoint.Settings, json);
    }
}
