using MLNet.Compression.Runtime.Kernels.Elementwise;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>What a linear layer does with its outputs before it writes them. Kernels are compiled for each.</summary>
internal abstract class OutputOperator
{
    /// <summary>Nothing.</summary>
    public static OutputOperator None { get; } = Of<Identity>();

    public static OutputOperator Of<TOperator>()
        where TOperator : struct, IUnaryOperator => new Typed<TOperator>();

    public abstract void Run<TWork>(ref TWork work)
        where TWork : struct, IOperatorWork;

    private sealed class Typed<TOperator> : OutputOperator
        where TOperator : struct, IUnaryOperator
    {
        public override void Run<TWork>(ref TWork work) => work.Run(default(TOperator));
    }
}
