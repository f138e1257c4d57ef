using System.Text.Json.Nodes;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests;

/// <summary>A copy of a reference model that a test may change.</summary>
internal sealed class ModelFolder : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public ModelFolder(string model)
    {
        Path = _temporary.Copy(GoldenFiles.Model(model));
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Sets a key of config.json to a JSON value; removes it for null.</summary>
    public void Configure(string key, string? json)
    {
        var config = JsonNode.Parse(System.IO.File.ReadAllText(File("config.json")))!.AsObject();
        config.Remove(key);
        if (json is not null)
        {
            config[key] = JsonNode.Parse(json);
        }

        System.IO.File.WriteAllText(File("config.json"), config.ToJsonString());
    }

    /// <summary>Writes the weights again, each tensor under the name a function gives it; left out where that is null.</summary>
    public void Rename(Func<string, string?> rename) => Rewrite((writer, file, tensor) =>
    {
        if (rename(tensor.Name) is { } name)
        {
            writer.Add(name, tensor.Shape, file.ReadFloats(tensor));
        }
    });

    /// <summary>Writes the weights again, each tensor as a function makes it.</summary>
    public void Convert(Func<NamedTensor, NamedTensor> convert) => Rewrite((writer, file, tensor) =>
    {
        var made = convert(new NamedTensor(tensor.Name, [.. tensor.Shape], file.ReadFloats(tensor)));
        writer.Add(made.Name, made.Shape, made.Values);
    });

    /// <summary>Writes the weights again with a further tensor.</summary>
    public void Add(string name, int[] shape, float[] values)
    {
        var added = false;
        Rewrite((writer, file, tensor) =>
        {
            if (!added)
            {
                writer.Add(name, [.. shape], values);
                added = true;
            }

            writer.Add(tensor.Name, tensor.Shape, file.ReadFloats(tensor));
        });
    }

    public void Dispose() => _temporary.Dispose();

    private void Rewrite(Action<SafetensorsWriter, ITensorFile, TensorInfo> copy)
    {
        var path = File("model.safetensors");
        var writer = new SafetensorsWriter();
        using (var file = new SafetensorsReader(path))
        {
            foreach (var tensor in file.Tensors.Values)
            {
                copy(writer, file, tensor);
            }
        }

        writer.Save(path);
    }
}
