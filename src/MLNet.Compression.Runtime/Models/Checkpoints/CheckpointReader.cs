using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Reads a Hugging Face model folder.</summary>
internal static class CheckpointReader
{
    /// <summary>The file of settings.</summary>
    public const string ConfigName = "config.json";

    private const int MaxConfigBytes = 1 << 20;
    private const int MostUnusedShown = 4;

    public static Checkpoint Read(string folder)
    {
        CheckpointFiles.RequireConfig(folder);
        var config = JsonSettings.Load(Path.Combine(folder, ConfigName), MaxConfigBytes, "Models with this setting are not supported.");
        config.RequireFlag("is_decoder", false);
        config.RequireFlag("is_encoder_decoder", false);
        config.RequireEmpty("pruned_heads");
        var architecture = KnownArchitectures.Of(config);
        var settings = architecture.ReadSettings(config);
        using var weights = WeightsFile.Open(folder);
        var finder = new TensorFinder(weights, architecture, settings.Shape);
        if (!ModelTensors.Pooler(settings.Shape).Any(finder.Contains))
        {
            settings = settings with { Shape = settings.Shape with { Pooler = PoolerKind.None } };
            finder = new TensorFinder(weights, architecture, settings.Shape);
        }

        var values = new TensorValues(weights, finder);
        var tensors = values.Read(ModelTensors.Encoder(settings.Shape));
        var notes = new List<string>();
        settings = new HeadReader(config, architecture, finder, values).Read(settings, tensors, notes);
        finder.RequireWholeEncoder();
        string[] unused = [.. finder.Unused];
        if (unused.Length > 0)
        {
            var more = unused.Length > MostUnusedShown ? ", ..." : "";
            notes.Add($"{weights.Path}: {unused.Length} tensors have no use here: {string.Join(", ", unused.Take(MostUnusedShown))}{more}");
        }

        return new Checkpoint(settings, tensors, unused, notes);
    }
}
