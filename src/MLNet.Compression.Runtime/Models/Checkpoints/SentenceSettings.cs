using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>What a folder of sentence-transformers says of the vectors of texts, in modules.json and in what that names.</summary>
/// <param name="Pooling"><see cref="PoolerKind.Mean"/>, or <see cref="PoolerKind.None"/> for the first token; null where it says nothing.</param>
/// <param name="Normalizes">Whether vectors are divided by their length; null where it says nothing.</param>
/// <param name="MaxTokens">The longest text; null where it says nothing.</param>
internal sealed partial record SentenceSettings(PoolerKind? Pooling, bool? Normalizes, int? MaxTokens)
{
    private const string ModulesName = "modules.json";
    private const string LengthName = "sentence_bert_config.json";
    private const string Modules = "modules";
    private const string ModePrefix = "pooling_mode_";
    private const string Remedy = "Vectors are made by an encoder, the mean or the first token of its states, and maybe division by their length: choose a model without other modules.";
    private const int MaxBytes = 1 << 20;
    private const int LeastTokens = 3;

    private static readonly string[] _encoders = ["Transformer", "StaticEmbedding"];

    /// <summary>Reads what there is in a folder; nothing of one that is not of sentence-transformers.</summary>
    /// <exception cref="ModelFileException">A file is damaged, or has a module that this library has no counterpart for.</exception>
    public static SentenceSettings Read(string folder)
    {
        var file = Path.Combine(folder, ModulesName);
        if (!File.Exists(file))
        {
            return new SentenceSettings(null, null, null);
        }

        var modules = JsonSettings.LoadList(file, Modules, MaxBytes, Remedy);
        var kinds = modules.Objects(Modules).Select(module => (Module: module, Kind: KindOf(module))).ToArray();
        RequireOrder(modules, [.. kinds.Select(module => module.Kind)]);
        var pooling = Array.Find(kinds, module => module.Kind == "Pooling").Module;
        return new SentenceSettings(
            pooling is null ? PoolerKind.Mean : ReadPooling(folder, pooling), kinds[^1].Kind == "Normalize", ReadLength(Path.Combine(folder, LengthName)));
    }

    /// <summary>Whether a folder says that vectors are the mean over the tokens; one that says it in a way that can't be read says nothing.</summary>
    public static bool SaysMean(string folder)
    {
        try
        {
            return Read(folder).Pooling == PoolerKind.Mean;
        }
        catch (ModelFileException)
        {
            return false;
        }
    }

    /// <summary>The last name of "sentence_transformers.models.Pooling".</summary>
    private static string KindOf(JsonSettings module) => module.Text("type").Split('.')[^1];

    private static void RequireOrder(JsonSettings modules, string[] kinds)
    {
        var isEncoder = kinds.Length > 0 && _encoders.Contains(kinds[0]);
        var rest = isEncoder ? kinds[1..] : kinds;
        if (!isEncoder || rest is not ([] or ["Pooling"] or ["Normalize"] or ["Pooling", "Normalize"]))
        {
            throw modules.Unsupported(Modules, "Transformer or StaticEmbedding, then Pooling, then maybe Normalize", string.Join(", ", kinds));
        }

        if (modules.Objects(Modules).First().OptionalText("path") is { Length: > 0 } path)
        {
            throw modules.Unsupported($"{Modules}[0].path", "''", $"'{path}'");
        }
    }

    private static PoolerKind ReadPooling(string folder, JsonSettings module)
    {
        var path = module.Text("path");
        if (path != Path.GetFileName(path))
        {
            throw module.Wrong("path", "the name of a folder", $"'{path}'");
        }

        var config = JsonSettings.Load(Path.Combine(folder, path, CheckpointReader.ConfigName), MaxBytes, Remedy);
        string[] modes = [.. config.Entries.Select(entry => entry.Name).Where(name => name.StartsWith(ModePrefix, StringComparison.Ordinal) && config.Flag(name))];
        return modes switch
        {
            [ModePrefix + "mean_tokens"] => PoolerKind.Mean,
            [ModePrefix + "cls_token"] => PoolerKind.None,
            _ => throw config.Unsupported("pooling_mode", "mean_tokens or cls_token", modes.Length == 0 ? "none" : string.Join(", ", modes)),
        };
    }

    private static int? ReadLength(string file)
    {
        const string Name = "max_seq_length";
        return File.Exists(file) && JsonSettings.Load(file, MaxBytes, Remedy) is var settings && settings.Has(Name) ? settings.Integer(Name, LeastTokens, int.MaxValue) : null;
    }
}
