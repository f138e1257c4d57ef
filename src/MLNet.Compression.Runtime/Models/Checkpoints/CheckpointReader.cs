using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Models.Architectures;

namespace MLNet.Compression.Runtime.Models.Checkpoints;

/// <summary>Reads a Hugging Face model folder.</summary>
internal static class CheckpointReader
{
    private const int TieBlock = 4096;
    private const long MemoryAllowance = 4 << 20;

    public static Checkpoint Read(string folder)
    {
        using var config = new ConfigFile(Path.Combine(folder, ConfigFile.Name));
        config.RequireFlag("is_decoder", false);
        config.RequireFlag("is_encoder_decoder", false);
        config.RequireEmpty("pruned_heads");
        var architecture = KnownArchitectures.Of(config);
        var settings = HeadSettings.ReadLabels(config, architecture.ReadSettings(config));
        using var weights = WeightsFile.Open(folder);
        var finder = new TensorFinder(weights, architecture, settings.Shape);
        settings = settings with { Head = ReadHead(config, architecture, settings, finder) };
        if (settings.Head == HeadKind.MaskedLm)
        {
            config.RequireFlag("tie_word_embeddings", true);
        }

        // A sequence classifier without its pooler is broken; other models do without.
        if (settings.Head is not (HeadKind.Sequence or HeadKind.Regression) && !ModelTensors.Pooler(settings.Shape).Any(finder.Contains))
        {
            settings = settings with { Shape = settings.Shape with { Pooler = PoolerKind.None } };
        }

        var tensors = ReadTensors(settings, weights, finder);
        finder.RequireWholeEncoder();
        return new Checkpoint(settings, tensors, finder.Unused);
    }

    private static HeadKind ReadHead(ConfigFile config, IArchitecture architecture, ModelSettings settings, TensorFinder finder)
    {
        var isRegression = HeadSettings.ReadIsRegression(config, settings.Labels);
        var head = HeadSettings.ReadKind(config, architecture) ?? HeadGuess.Of(finder, settings);
        return head == HeadKind.Sequence && isRegression ? HeadKind.Regression : head;
    }

    private static List<NamedTensor> ReadTensors(ModelSettings settings, ITensorFile weights, TensorFinder finder)
    {
        var found = ModelTensors.Of(settings).Select(expected => (Expected: expected, Tensor: finder.Find(expected))).ToList();
        RequireMemory(weights, found.Sum(pair => pair.Tensor.Count));
        var tensors = new List<NamedTensor>(found.Count);
        foreach (var (expected, tensor) in found)
        {
            var values = weights.ReadFloats(tensor);
            if (expected.Twin is { } twin && finder.TryFind(twin, out var second) && second != tensor)
            {
                RequireEqual(weights, tensor, values, second);
            }

            RequireFinite(weights, tensor, values);
            tensors.Add(new NamedTensor(expected.Name, expected.Shape, values));
        }

        return tensors;
    }

    // A pickled tensor can repeat few stored values over a huge shape.
    private static void RequireMemory(ITensorFile weights, long elements)
    {
        var most = (2 * weights.Length) + MemoryAllowance;
        if (elements > most / sizeof(float))
        {
            throw new ModelFileException(weights.Path, "tensors", $"at most {most / sizeof(float)} values in a file of {weights.Length} bytes", $"{elements}");
        }
    }

    private static void RequireFinite(ITensorFile weights, TensorInfo tensor, float[] values)
    {
        if (!TensorPrimitives.IsFiniteAll<float>(values))
        {
            var index = Array.FindIndex(values, value => !float.IsFinite(value));
            throw new ModelFileException(weights.Path, $"tensor '{tensor.Name}', element {index}", "a finite number", FormattableString.Invariant($"{values[index]}"), "The training that made it has failed.");
        }
    }

    private static void RequireEqual(ITensorFile weights, TensorInfo first, float[] values, TensorInfo second)
    {
        Span<float> block = stackalloc float[TieBlock];
        for (var start = 0; start < values.Length; start += TieBlock)
        {
            var expected = values.AsSpan(start, Math.Min(TieBlock, values.Length - start));
            weights.ReadFloats(second, start, block[..expected.Length]);
            if (!expected.SequenceEqual(block[..expected.Length]))
            {
                throw new ModelFileException(
                    weights.Path, $"tensor '{second.Name}'", $"the values of '{first.Name}', to which it is tied", "others", "Models with an untied decoder are not supported.");
            }
        }
    }
}
