using System.Text.Json;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Tests.Models;

/// <summary>A reference model as a trainable one, and the names of its tensors.</summary>
internal sealed class GoldenModel
{
    private GoldenModel(TextModel model, string name)
    {
        Model = model;
        Name = name;
    }

    public TextModel Model { get; }

    public string Name { get; }

    /// <summary>A model with the head of its checkpoint, or with a new classifier where that has none.</summary>
    public static GoldenModel Load(string name)
    {
        var folder = GoldenFiles.PathOrShared("models", name);
        var checkpoint = Checkpoint.Load(folder);
        var head = checkpoint.Head == HeadKind.None ? HeadKind.Sequence : checkpoint.Head;
        var labels = checkpoint.LabelNames.IsEmpty ? ["a", "b"] : checkpoint.LabelNames.ToArray();
        var tokenizer = new BertTokenizer(Vocabulary.Load(Path.Combine(folder, "vocab.txt")));
        var model = TextModelFactory.Create(checkpoint, tokenizer, HeadDefinition.Of(head).NamesOutputs ? labels : [], checkpoint.Shape.MaxPositions, seed: 1, head);
        return new GoldenModel(model, name);
    }

    /// <summary>Sequences of a reference file as one packed batch.</summary>
    public static TokenBatch Batch(IEnumerable<JsonElement> sequences)
    {
        var batch = new TokenBatch();
        foreach (var sequence in sequences)
        {
            batch.AddSequence(Integers(sequence, "input_ids"), Integers(sequence, "token_type_ids"));
        }

        return batch;
    }

    /// <summary>The values or gradients of all parameters under canonical names: query, key and value apart.</summary>
    public Dictionary<string, float[]> Read(Func<Parameter, float[]> values)
    {
        var tensors = new Dictionary<string, float[]>();
        foreach (var parameter in Model.Parameters)
        {
            if (!parameter.Name.Contains("query_key_value", StringComparison.Ordinal))
            {
                tensors.Add(parameter.Name, values(parameter));
                continue;
            }

            var parts = values(parameter).Chunk((int)parameter.Count / 3).ToArray();
            foreach (var (part, value) in new[] { "query", "key", "value" }.Zip(parts))
            {
                tensors.Add(parameter.Name.Replace("query_key_value", part, StringComparison.Ordinal), value);
            }
        }

        return tensors;
    }

    /// <summary>Reference tensors under canonical names, as if they were the model's weights.</summary>
    public Checkpoint WithTensors(string safetensorsFile)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.Copy(System.IO.Path.Combine(GoldenFiles.Path("models", Name), "config.json"), System.IO.Path.Combine(folder, "config.json"));
            File.Copy(safetensorsFile, System.IO.Path.Combine(folder, "model.safetensors"));
            return Checkpoint.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int[] Integers(JsonElement sequence, string property) => [.. sequence.GetProperty(property).EnumerateArray().Select(id => id.GetInt32())];
}
