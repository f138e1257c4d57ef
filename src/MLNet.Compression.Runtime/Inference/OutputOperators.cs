using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Inference;

/// <summary>The operators behind the names in a model's shape.</summary>
internal static class OutputOperators
{
    // No dictionaries: those of enumerations would have to be compiled before the first prediction.
    private static readonly (ActivationFunction Name, OutputOperator Operator)[] Activations =
    [
        (ActivationFunction.Gelu, OutputOperator.Of<GeluRational>()),
        (ActivationFunction.GeluTanh, OutputOperator.Of<GeluTanhForward>()),
        (ActivationFunction.Relu, OutputOperator.Of<ReluForward>()),
    ];

    private static readonly (PoolerKind Name, OutputOperator Operator)[] Poolers =
    [
        (PoolerKind.Tanh, OutputOperator.Of<TanhForward>()),
        (PoolerKind.Relu, OutputOperator.Of<ReluForward>()),
    ];

    public static OutputOperator Of(ActivationFunction function)
    {
        foreach (var (name, f) in Activations)
        {
            if (name == function)
            {
                return f;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(function), function, "Not an activation function.");
    }

    public static OutputOperator Of(PoolerKind pooler)
    {
        foreach (var (name, f) in Poolers)
        {
            if (name == pooler)
            {
                return f;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(pooler), pooler, "Not a pooler.");
    }
}
