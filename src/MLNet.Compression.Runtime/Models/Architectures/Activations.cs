using MLNet.Compression.Runtime.Files;

namespace MLNet.Compression.Runtime.Models.Architectures;

/// <summary>The names of activation functions in configurations.</summary>
internal static class Activations
{
    // The first name of each function is the one written.
    private static readonly (string Name, ActivationFunction Function)[] _known =
    [
        ("gelu", ActivationFunction.Gelu),
        ("gelu_python", ActivationFunction.Gelu),
        ("gelu_new", ActivationFunction.GeluTanh),
        ("gelu_pytorch_tanh", ActivationFunction.GeluTanh),
        ("gelu_fast", ActivationFunction.GeluTanh),
        ("relu", ActivationFunction.Relu),
    ];

    public static ActivationFunction Read(JsonSettings config, string key, string otherwise)
    {
        var name = config.OptionalText(key) ?? otherwise;
        var index = Array.FindIndex(_known, known => known.Name == name);
        return index >= 0
            ? _known[index].Function
            : throw config.Unsupported(key, $"one of {string.Join(", ", _known.Select(known => known.Name))}", $"'{name}'");
    }

    public static string NameOf(ActivationFunction function) => _known.First(known => known.Function == function).Name;
}
