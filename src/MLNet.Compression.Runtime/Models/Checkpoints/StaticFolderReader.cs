using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Safetensors;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Reads a folder of MinishLab's model2vec.</summary>
/// <remarks>
/// model.safetensors holds "embeddings" [rows x dimensions], and may hold "weights" [pieces], which multiply, and "mapping" [pieces], the row
/// of each piece where several share one; without it each piece has a row of its own.
/// </remarks>
internal sealed class StaticFolderReader(string folder)
{
    public const string ModelType = "model2vec";
    public const string Embeddings = "embeddings";
    public const string Normalize = "normalize";

    private const string Weights = "weights";
    private const string Mapping = "mapping";
    private const int MaxConfigBytes = 1 << 20;
    private const string Remedy = "Is it a folder of model2vec?";
    private const long WeightsOfByte = 64;
    private const long WeightAllowance = 4_000_000;

    /// <summary>Whether the config.json of a folder names the format.</summary>
    public static bool IsModel2Vec(string folder)
    {
        var config = Path.Combine(folder, CheckpointReader.ConfigName);
        return File.Exists(config) && LoadConfig(config) is var settings && settings.IsText("model_type") && settings.Text("model_type") == ModelType;
    }

    public StaticCheckpoint Read()
    {
        CheckpointFiles.RequireConfig(folder);
        var config = LoadConfig(Path.Combine(folder, CheckpointReader.ConfigName));
        var path = Path.Combine(folder, WeightsFile.Safetensors);
        if (!File.Exists(path))
        {
            throw CheckpointFiles.Missing(folder, WeightsFile.Safetensors);
        }

        var (tokenizer, pieces) = BertTokenizer.LoadForMeans(folder);
        using var file = new SafetensorsReader(path);
        var (table, vectors) = ReadVectors(file, tokenizer.Vocabulary.Count, pieces);
        string[] notes = config.OptionalFlag(Normalize) == true
            ? [$"{config.File}: the folder's vectors of texts are normalised to length 1; here the mean is taken as it is, which is all the same to a classifier that is trained on it."]
            : [];
        return new StaticCheckpoint(tokenizer, table.Shape[1], vectors, [.. tokenizer.Notes, .. notes]);
    }

    private static JsonSettings LoadConfig(string path) => JsonSettings.Load(path, MaxConfigBytes, Remedy);

    private static (TensorInfo Table, float[] Vectors) ReadVectors(SafetensorsReader file, int count, int pieces)
    {
        var table = Find(file, Embeddings) ?? throw new ModelFileException(file.Path, "tensors", $"one named '{Embeddings}'", string.Join(", ", file.Tensors.Keys), Remedy);
        var mapping = Find(file, Mapping);
        Require(file, table, table.Shape.Length == 2 && table.Shape[1] is > 0 and <= CompressedModelChecks.MaxFeatures, $"[rows x dimensions], of at most {CompressedModelChecks.MaxFeatures} dimensions");
        Require(file, table, table.Shape[0] > 0 && (mapping is not null || table.Shape[0] == pieces), $"a row for each of the tokenizer's {pieces} pieces");
        RequireRoom(file, count, table.Shape[1]);
        var rows = mapping is null ? null : ReadMapping(file, mapping, table.Shape[0], pieces);
        var vectors = new float[count * table.Shape[1]];
        Spread(RequireFinite(file, table), ReadWeights(file, pieces), rows, table.Shape[1], pieces, vectors);
        return (table, vectors);
    }

    private static TensorInfo? Find(SafetensorsReader file, string name) => file.Tensors.GetValueOrDefault(name);

    private static float[]? ReadWeights(SafetensorsReader file, int pieces)
    {
        if (Find(file, Weights) is not { } weights)
        {
            return null;
        }

        Require(file, weights, weights.Count == pieces, $"a weight for each of the tokenizer's {pieces} pieces");
        return RequireFinite(file, weights);
    }

    private static long[] ReadMapping(SafetensorsReader file, TensorInfo mapping, int rows, int pieces)
    {
        Require(file, mapping, mapping.Count == pieces, $"a row for each of the tokenizer's {pieces} pieces");
        var places = file.ReadInt64s(mapping);
        var fault = Array.FindIndex(places, place => place < 0 || place >= rows);
        return fault < 0 ? places : throw new ModelFileException(file.Path, $"tensor '{Mapping}', element {fault}", $"a row from 0 to {rows - 1}", $"{places[fault]}");
    }

    private static float[] RequireFinite(SafetensorsReader file, TensorInfo tensor)
    {
        var values = file.ReadFloats(tensor);
        var fault = Array.FindIndex(values, value => !float.IsFinite(value));
        return fault < 0 ? values : throw new ModelFileException(file.Path, $"tensor '{tensor.Name}', element {fault}", "a finite number", $"{values[fault]}", "The training that made it has failed.");
    }

    /// <summary>The vector of each piece: its row, times its weight.</summary>
    private static void Spread(float[] table, float[]? weights, long[]? rows, int dimensions, int pieces, float[] vectors)
    {
        for (var piece = 0; piece < pieces; piece++)
        {
            var row = table.AsSpan(checked((int)(rows?[piece] ?? piece)) * dimensions, dimensions);
            TensorPrimitives.Multiply(row, weights?[piece] ?? 1, vectors.AsSpan(piece * dimensions, dimensions));
        }
    }

    private static void Require(SafetensorsReader file, TensorInfo tensor, bool condition, string expected)
    {
        if (!condition)
        {
            throw new ModelFileException(file.Path, $"tensor '{tensor.Name}'", expected, $"shape {TensorShape.Format(tensor.Shape)}", Remedy);
        }
    }

    /// <summary>A mapping can spread few rows over many pieces.</summary>
    private static void RequireRoom(SafetensorsReader file, int pieces, int dimensions)
    {
        var most = Math.Min(WeightEncoding.MaxWeights, (file.Length * WeightsOfByte) + WeightAllowance);
        if ((long)pieces * dimensions > most)
        {
            throw new ModelFileException(file.Path, "tensors", $"vectors of at most {most} values together", $"{pieces} of {dimensions}", Remedy);
        }
    }
}
