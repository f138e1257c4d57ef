using System.Text.Json;
using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>The files by which sentence-transformers knows how vectors are made.</summary>
internal sealed partial record SentenceSettings
{
    private const string PoolingFolder = "1_Pooling";
    private const string ModulePrefix = "sentence_transformers.models.";

    private static readonly string[] _modes = ["cls_token", "mean_tokens", "max_tokens", "mean_sqrt_len_tokens", "weightedmean_tokens", "lasttoken"];

    /// <summary>The files that <see cref="Write"/> makes.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [ModulesName, $"{PoolingFolder}/{CheckpointReader.ConfigName}", LengthName];

    /// <summary>What a model says; null of one that gives no vectors, or makes them as sentence-transformers does not.</summary>
    public static SentenceSettings? Of(CompressedModel model) =>
        HeadDefinition.Of(model.Head) is { IsEmbedding: true } head && model.Shape.Pooler is PoolerKind.Mean or PoolerKind.None && model.Classifier is null && !model.Shape.IsStatic
            ? new SentenceSettings(model.Shape.Pooler, head.IsNormalized, model.MaxTokens)
            : null;

    /// <summary>Writes the files; pooling and length are known.</summary>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="dimensions">Values of a token's state.</param>
    public void Write(string folder, int dimensions)
    {
        File.WriteAllBytes(Path.Combine(folder, ModulesName), ModulesJson());
        Directory.CreateDirectory(Path.Combine(folder, PoolingFolder));
        JsonFile.Write(Path.Combine(folder, PoolingFolder, CheckpointReader.ConfigName), json =>
        {
            json.WriteNumber("word_embedding_dimension", dimensions);
            foreach (var mode in _modes)
            {
                json.WriteBoolean(ModePrefix + mode, mode == (Pooling == PoolerKind.Mean ? "mean_tokens" : "cls_token"));
            }

            json.WriteBoolean("include_prompt", true);
        });
        JsonFile.Write(Path.Combine(folder, LengthName), json =>
        {
            json.WriteNumber("max_seq_length", MaxTokens!.Value);
            json.WriteBoolean("do_lower_case", false);
        });
    }

    /// <summary>A list of modules, where other files are an object.</summary>
    private byte[] ModulesJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var (place, (kind, path)) in new[] { ("Transformer", ""), ("Pooling", PoolingFolder), ("Normalize", "2_Normalize") }.Take(Normalizes == true ? 3 : 2).Index())
            {
                json.WriteStartObject();
                json.WriteNumber("idx", place);
                json.WriteString("name", $"{place}");
                json.WriteString("path", path);
                json.WriteString("type", ModulePrefix + kind);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return stream.ToArray();
    }
}
