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

    public static OutputOperator Of(ActivationFunction function) => Activations[function];

    public static OutputOperator Of(PoolerKind pooler) => Poolers[pooler];
}
