using System.Text.Json;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Inference;

/// <summary>The vectors of all-MiniLM-L6-v2, from text, against those computed in float64 from its weights.</summary>
[TestFixture]
internal sealed class MiniLmEmbeddingTests
{
    [Test]
    public void Encode_Texts_AreTheReferencesVectors([Values] bool normalizes)
    {
        var folder = SharedFiles.Require("models/minilm-l6");
        using var encoder = new SentenceEncoder(EmbeddingModels.Of(Checkpoint.Load(folder), BertTokenizer.Load(folder), PoolerKind.Mean, normalizes));
        using var inputs = JsonDocument.Parse(File.ReadAllText(SharedFiles.Require("golden/minilm/inputs.json")));
        using var golden = new SafetensorsValues(SharedFiles.Require("golden/minilm/outputs.safetensors"));
        var vector = new float[encoder.Dimensions];
        foreach (var (index, input) in inputs.RootElement.GetProperty("sequences").EnumerateArray().Index())
        {
            var (text, mean) = (input.GetProperty("text").GetString()!, golden.Floats($"seq{index}.mean_pooled"));
            var length = normalizes ? Math.Sqrt(mean.Sum(value => (double)value * value)) : 1;

            encoder.Encode(text, vector);

            Assert.That(vector, Is.EqualTo(mean.Select(value => (float)(value / length))).Within(1e-4 * mean.Max(Math.Abs) / length), text);
        }
    }
}
