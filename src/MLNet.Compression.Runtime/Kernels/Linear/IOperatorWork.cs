using MLNet.Compression.Runtime.Kernels.Elementwise;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>Work that ends with an operator on every value it produces.</summary>
internal interface IOperatorWork
{
    void Run<TOperator>(TOperator f)
        where TOperator : struct, IUnaryOperator;
}
