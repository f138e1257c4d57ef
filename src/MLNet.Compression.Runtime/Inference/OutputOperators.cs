using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The operators behind the names in a model's shape.</summary>
internal static class OutputOperators
{
    private static readonly Dictionary<ActivationFunction, OutputOperator> Activations = new()
    {
        [ActivationFunction.Gelu] = OutputOperator.Of<GeluRational>(),
        [ActivationFunction.GeluTanh] = OutputOperator.Of<GeluTanhForward>(),
        [ActivationFunction.Relu] = OutputOperator.Of<ReluForward>(),
    };

    private static readonly Dictionary<PoolerKind, OutputOperator> Poolers = new()
    {
        [PoolerKind.Tanh] = OutputOperator.Of<TanhForward>(),
        [PoolerKind.Relu] = OutputOperator.Of<ReluForward>(),
    };

    private static readonly Dictionary<ActivationFunction, OutputOperator> CoarseActivations = new()
    {
        [ActivationFunction.Gelu] = OutputOperator.Of<GeluCoarse>(),
    };

    /// <summary>For results that the next layer takes in a format: integers need not be exact in every bit.</summary>
    public static OutputOperator Of(ActivationFunction function, InputFormat format) =>
        format == InputFormat.Bytes && CoarseActivations.TryGetValue(function, out var coarse) ? coarse : Activations[function];

    public static OutputOperator Of(PoolerKind pooler) => Poolers[pooler];
}
