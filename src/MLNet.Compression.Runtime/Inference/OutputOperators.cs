using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Linear;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The operators behind the names in a model's shape.</summary>
internal static class OutputOperators
{
    // No dictionaries: those of enumerations would have to be compiled before the first prediction.
    private static readonly (ActivationFunction Name, OutputOperator Exact, OutputOperator Coarse)[] _activations =
    [
        (ActivationFunction.Gelu, OutputOperator.Of<GeluRational>(), OutputOperator.Of<GeluCoarse>()),
        (ActivationFunction.GeluTanh, OutputOperator.Of<GeluTanhForward>(), OutputOperator.Of<GeluTanhForward>()),
        (ActivationFunction.Relu, OutputOperator.Of<ReluForward>(), OutputOperator.Of<ReluForward>()),
    ];

    private static readonly (PoolerKind Name, OutputOperator Operator)[] _poolers =
    [
        (PoolerKind.Tanh, OutputOperator.Of<TanhForward>()),
        (PoolerKind.Relu, OutputOperator.Of<ReluForward>()),
        (PoolerKind.MeanRelu, OutputOperator.Of<ReluForward>()),
    ];

    /// <summary>For results that the next layer takes in a format: integers need not be exact in every bit.</summary>
    public static OutputOperator Of(ActivationFunction function, InputFormat format)
    {
        foreach (var (name, exact, coarse) in _activations)
        {
            if (name == function)
            {
                return format.IsInteger ? coarse : exact;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(function), function, "Not an activation function.");
    }

    public static OutputOperator Of(PoolerKind pooler)
    {
        foreach (var (name, f) in _poolers)
        {
            if (name == pooler)
            {
                return f;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(pooler), pooler, "Not a pooler.");
    }
}
