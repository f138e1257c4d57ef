using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Storage;

/// <summary>The sizes and settings of the encoder.</summary>
internal static class ShapeSection
{
    private const int MaxLayers = 1024;
    private const int MaxFeatures = CompressedModelChecks.MaxFeatures;

    public static void Write(ModelWriter writer, CompressedModel model)
    {
        var shape = model.Shape;
        writer.WriteInt32(shape.VocabularySize);
        writer.WriteInt32(shape.HiddenSize);
        writer.WriteInt32(shape.EmbeddingSize);
        writer.WriteInt32(shape.MaxPositions);
        writer.WriteInt32(shape.TokenTypes);
        writer.WriteInt32((int)shape.Activation);
        writer.WriteInt32((int)shape.Pooler);
        writer.WriteSingle(shape.LayerNormEpsilon);
        writer.WriteInt32(shape.Layers.Length);
        var sharesHalves = ShapeFeatures.HasSharedHalves(shape);
        for (var i = 0; i < shape.Layers.Length; i++)
        {
            writer.WriteInt32(shape.Layers[i].Heads);
            writer.WriteInt32(shape.Layers[i].HeadSize);
            writer.WriteInt32(shape.Layers[i].FeedForwardSize);
            writer.WriteInt32(shape.AttentionSource(i));
            if (sharesHalves)
            {
                writer.WriteInt32(shape.FeedForwardSource(i));
            }
        }
    }

    public static void Read(ModelReader reader, ModelParts parts)
    {
        var shape = new BertShape
        {
            VocabularySize = reader.ReadInt32("the vocabulary size", 1, int.MaxValue),
            HiddenSize = reader.ReadInt32("the hidden size", 1, MaxFeatures),
            EmbeddingSize = reader.ReadInt32("the embedding size", 1, MaxFeatures),
            MaxPositions = reader.ReadInt32("the number of positions", 1, int.MaxValue),
            TokenTypes = reader.ReadInt32("the number of token types", 0, int.MaxValue),
            Activation = ReadKind<ActivationFunction>(reader, "activation function"),
            Pooler = ReadKind<PoolerKind>(reader, "pooler"),
            LayerNormEpsilon = reader.ReadFinite("the layer norm epsilon"),
            Layers = [],
        };
        var isStatic = parts.Features.Contains(ShapeFeatures.Static);
        var layers = new LayerShape[reader.ReadInt32("the number of layers", isStatic ? 0 : 1, isStatic ? 0 : MaxLayers)];
        var fewest = parts.Features.Contains(EmptyMatrix.StoredAs.Name) ? 0 : 1;
        var sharesHalves = parts.Features.Contains(ShapeFeatures.SharedHalves);
        var (attention, feedForward) = (new int[layers.Length], new int[layers.Length]);
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = new LayerShape(
                reader.ReadInt32("the number of heads", fewest, MaxFeatures),
                reader.ReadInt32("the head size", 1, MaxFeatures),
                reader.ReadInt32("the feed-forward size", fewest, MaxFeatures));
            attention[i] = reader.ReadInt32("the layer whose weights are used", 0, i);
            feedForward[i] = sharesHalves ? reader.ReadInt32("the layer whose feed-forward network is used", 0, i) : attention[i];
        }

        parts.Shape = shape with
        {
            Layers = ImmutableCollectionsMarshal.AsImmutableArray(layers),
            AttentionOfLayer = OnlyIfShared(attention),
            FeedForwardOfLayer = OnlyIfShared(feedForward),
        };
        CheckSizes(reader, parts.Shape);
    }

    private static ImmutableArray<int> OnlyIfShared(int[] sources)
    {
        var shares = false;
        for (var i = 0; i < sources.Length; i++)
        {
            shares |= sources[i] != i;
        }

        return shares ? ImmutableCollectionsMarshal.AsImmutableArray(sources) : [];
    }

    private static void CheckSizes(ModelReader reader, BertShape shape)
    {
        try
        {
            CompressedModelChecks.CheckShape(shape);
        }
        catch (ArgumentException e)
        {
            throw reader.Error("a shape whose sizes fit", e.Message, cause: e);
        }
    }

    private static T ReadKind<T>(ModelReader reader, string what)
        where T : struct, Enum
    {
        var value = reader.ReadInt32($"the {what}", 0, int.MaxValue);
        var kind = Unsafe.BitCast<int, T>(value);
        return Enum.IsDefined(kind) ? kind : throw reader.Error($"a known {what}", $"{value}", "A newer version may have written the file: update the library.");
    }
}
