using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Matrices and tables from N(0, 0.02²), biases 0, layer norms 1 and 0 (BERT).</summary>
internal static class RandomInitializer
{
    public static void Initialize(TextModel model, ulong seed)
    {
        foreach (var parameter in model.Parameters.Where(parameter => parameter.Decays))
        {
            Fill(parameter.Name, parameter.ValueSpan, parameter.UsedRows is null ? Math.Max(0.02, 1/Math.Sqrt(parameter.Columns)) : 0.02, seed);
        }
    }

    /// <summary>New weights for a head; its biases become 0.</summary>
    public static void Initialize(Linear linear, ulong seed)
    {
        Fill(linear.Weight.Name, linear.Weight.ValueSpan, 0.02, seed);
        linear.Bias.ValueSpan.Clear();
    }

    private static void Fill(string name, Span<float> values, double deviation, ulong seed)
    {
        var random = new SeededRandom(name.Aggregate(seed, (s, letter) => SeededRandom.Combine(s, letter)), stream: 0);
        foreach (ref var value in values)
        {
            value = (float)(deviation * random.NextNormal());
        }
    }
}
