using System.Text.Json;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>The logits of a model for the inputs of a reference model.</summary>
internal static class GoldenLogits
{
    private const string InputsFile = "inputs.json";

    /// <param name="model">The model.</param>
    /// <param name="name">The reference model; one that only is another file format of another model has none of its own.</param>
    /// <returns>[sequences x outputs].</returns>
    public static float[] Of(CompressedModel model, string name)
    {
        var path = Path.Combine(GoldenModels.Folder(name), InputsFile);
        path = File.Exists(path) ? path : Path.Combine(GoldenModels.Folder("bert-sequence"), InputsFile);
        using var inputs = JsonDocument.Parse(File.ReadAllText(path));
        using var classifier = new TextClassifier(model);
        var batch = new TokenBatch();
        foreach (var input in inputs.RootElement.GetProperty("sequences").EnumerateArray())
        {
            batch.AddSequence(Integers(input, "input_ids"), Integers(input, "token_type_ids"));
        }

        var logits = new float[batch.SequenceCount * classifier.LabelCount];
        classifier.Logits(batch, logits);
        return logits;
    }

    private static int[] Integers(JsonElement input, string name) => [.. input.GetProperty(name).EnumerateArray().Select(e => e.GetInt32())];
}
