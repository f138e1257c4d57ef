using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLNet.Compression.Benchmarks.Inference;

namespace MLNet.Compression.Benchmarks.Peers;

/// <summary>The inputs of a BERT graph, told by their names: token ids, and, where it has them, token types and a mask.</summary>
internal sealed class OnnxInputs
{
    private readonly string _path;
    private readonly IReadOnlyDictionary<string, NodeMetadata> _inputs;

    /// <exception cref="ArgumentException">An input is not known, or has another shape or type.</exception>
    public OnnxInputs(string path, IReadOnlyDictionary<string, NodeMetadata> inputs)
    {
        (_path, _inputs) = (path, inputs);
        foreach (var (name, input) in inputs)
        {
            if (!input.IsTensor || input.Dimensions.Length != 2 || input.ElementDataType is not (TensorElementType.Int32 or TensorElementType.Int64))
            {
                throw Wrong($"input \"{name}\" is no matrix of 32- or 64-bit integers, texts x tokens");
            }
        }

        if (inputs.Keys.Count(name => RoleOf(name) == Role.Ids) != 1)
        {
            throw Wrong("exactly one input of token ids was expected");
        }
    }

    private enum Role
    {
        Ids,
        TokenTypes,
        Mask,
    }

    /// <summary>The values of a batch in which every text has as many tokens.</summary>
    /// <exception cref="ArgumentException">The graph is for batches of another shape.</exception>
    public Dictionary<string, OrtValue> Create(int[] ids, BatchShape shape) =>
        _inputs.ToDictionary(input => input.Key, input => Create(input.Key, input.Value, ids, shape));

    private OrtValue Create(string name, NodeMetadata input, int[] ids, BatchShape shape)
    {
        int[] sizes = [shape.Texts, shape.Tokens];
        if (input.Dimensions.Zip(sizes).Any(size => size.First > 0 && size.First != size.Second))
        {
            throw Wrong($"input \"{name}\" takes {string.Join(" x ", input.Dimensions)} only, and {shape} is to be measured; export it with free dimensions");
        }

        var values = RoleOf(name) switch
        {
            Role.Ids => ids,
            Role.TokenTypes => new int[ids.Length],
            _ => [.. Enumerable.Repeat(1, ids.Length)],
        };
        long[] dimensions = [shape.Texts, shape.Tokens];
        return input.ElementDataType == TensorElementType.Int32
            ? OrtValue.CreateTensorValueFromMemory(values, dimensions)
            : OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (long)value), dimensions);
    }

    private Role RoleOf(string name) => name switch
    {
        _ when Has(name, "mask") => Role.Mask,
        _ when Has(name, "seg") || Has(name, "type") => Role.TokenTypes,
        _ when Has(name, "id") => Role.Ids,
        _ => throw Wrong($"input \"{name}\" is neither token ids, token types nor a mask by its name"),
    };

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);

    private ArgumentException Wrong(string problem) =>
        new($"{_path} is no BERT classifier that can be measured: {problem}. Its inputs: {string.Join(", ", _inputs.Select(input => $"{input.Key} [{string.Join(" x ", input.Value.Dimensions)}]"))}.");
}
