using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>The names of what a reader must know to read the rest, so that an older one can say what it lacks.</summary>
internal static class FeaturesSection
{
    private const int MaxFeatures = 256;

    private static readonly List<string> _known = ListKnown();

    public static void Write(ModelWriter writer, CompressedModel model)
    {
        var head = model.Head == HeadDefinition.All[0].Kind ? [] : new[] { HeadDefinition.Of(model.Head).Name };
        string[] features = [.. WeightsSection.MatricesOf(model).SelectMany(m => m.Features).Concat(head).Concat(HeadFeatures.Of(model)).Concat(TextFeatures.Of(model)).Concat(SubwordsSection.Of(model)).Concat(ShapeFeatures.Of(model.Shape)).Concat(VectorFeatures.Of(model)).Distinct().Order(StringComparer.Ordinal)];
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
            if (!_known.Contains(feature))
            {
                throw reader.Error(
                    $"only features that this version knows ({string.Join(", ", _known)})",
                    $"\"{feature}\"",
                    "The file was written by a newer version: update the library.");
            }

            parts.Features.Add(feature);
            ReadHead(reader, parts, feature);
        }
    }

    private static void ReadHead(ModelReader reader, ModelParts parts, string feature)
    {
        foreach (var head in HeadDefinition.All)
        {
            if (head.Name == feature)
            {
                parts.NamedHead = parts.NamedHead is null ? head : throw reader.Error("one head", $"{parts.NamedHead.Name} and {feature}");
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

        foreach (var head in HeadDefinition.All)
        {
            known.Add(head.Name);
        }

        known.AddRange(HeadFeatures.All);
        known.AddRange(TextFeatures.All);
        known.AddRange(SubwordsSection.Kinds);
        known.AddRange(ShapeFeatures.All);
        known.AddRange(VectorFeatures.All);
        return known;
    }
}
