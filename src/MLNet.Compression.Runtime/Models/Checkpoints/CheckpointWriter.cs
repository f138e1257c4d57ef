using System.Text.Json;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Writes a Hugging Face model folder.</summary>
internal static class CheckpointWriter
{
    public static void Write(Checkpoint checkpoint, string folder)
    {
        var architecture = KnownArchitectures.Of(checkpoint.Settings);
        RequireExpressible(checkpoint.Settings, architecture);
        var config = Config(checkpoint.Settings, architecture);
        Directory.CreateDirectory(folder);
        WriteTensors(checkpoint, architecture, Path.Combine(folder, WeightsFile.Safetensors));
        AtomicFile.Write(Path.Combine(folder, ConfigFile.Name), stream => stream.Write(config));
    }

    private static void RequireExpressible(ModelSettings settings, IArchitecture architecture)
    {
        var shape = settings.Shape;
        var needsPooler = settings.Head is HeadKind.Sequence or HeadKind.Regression;
        Expressible.Require(shape.Layers.All(layer => layer == shape.Layers[0]), architecture, "layers of one size");
        Expressible.Require(shape.Layers[0].AttentionSize == shape.HiddenSize, architecture, "heads that together are as wide as the layers");
        Expressible.Require(
            shape.Pooler == architecture.Pooler || (shape.Pooler == PoolerKind.None && !needsPooler),
            architecture,
            $"a pooler of kind {architecture.Pooler}{(needsPooler ? "" : " or none")}");
    }

    private static void WriteTensors(Checkpoint checkpoint, IArchitecture architecture, string path)
    {
        var writer = new SafetensorsWriter();
        foreach (var tensor in ModelTensors.Of(checkpoint.Settings))
        {
            var module = architecture.ModuleName(tensor, checkpoint.Shape);
            if (checkpoint.Head == HeadKind.None && module.StartsWith(architecture.TensorPrefix, StringComparison.Ordinal))
            {
                module = module[architecture.TensorPrefix.Length..];
            }

            writer.Add($"{module}.{tensor.Parameter}", tensor.Shape, checkpoint.Tensors[tensor.Name].Values);
        }

        writer.Save(path);
    }

    private static byte[] Config(ModelSettings settings, IArchitecture architecture)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("architectures");
            json.WriteStringValue(HeadSettings.ClassName(architecture, settings.Head));
            json.WriteEndArray();
            json.WriteString("model_type", architecture.ModelType);
            json.WriteString("torch_dtype", "float32");
            architecture.WriteSettings(settings, json);
            HeadSettings.WriteLabels(settings, json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
