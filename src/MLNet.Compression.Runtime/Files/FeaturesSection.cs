using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Files;

/// <summary>The names of what a reader must know to read the rest, so that an older one can say what it lacks.</summary>
internal static class FeaturesSection
{
    private const int MaxFeatures = 256;

    private static readonly List<string> Known = ListKnown();

    public static void Write(ModelWriter writer, CompressedModel model)
    {
        string[] features = [.. WeightsSection.MatricesOf(model).SelectMany(m => m.Features).Distinct().Order(StringComparer.Ordinal)];
        writer.WriteInt32(features.Length);
        foreach (var feature in features)
        {
            writer.WriteString(feature);
        }
    }

    public static void Read(ModelReader reader, ModelParts parts)
    {
        var count = reader.ReadInt32("the number of features", 0, MaxFeatures);
        for (var i = 0; i < count; i++)
        {
            var feature = reader.ReadString("a feature's name");
            if (!Known.Contains(feature))
            {
                throw reader.Error(
                    $"only features that this version knows ({string.Join(", ", Known)})",
                    $"\"{feature}\"",
                    "The file was written by a newer version: update the library.");
            }
        }
    }

    // Loops, as every file is read with this and each query operator would have to be compiled first.
    private static List<string> ListKnown()
    {
        var known = new List<string>();
        foreach (var encoding in WeightEncoding.All)
        {
            known.Add(encoding.Name);
        }

        foreach (var format in ValueFormat.All)
        {
            known.Add(format.Name);
        }

        return known;
    }
}
