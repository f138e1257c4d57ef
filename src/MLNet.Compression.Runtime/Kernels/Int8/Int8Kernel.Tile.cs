using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Linear;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>Covers tokens and outputs with tiles of one instruction set.</summary>
internal sealed class Int8Kernel<TTile> : Int8Kernel
    where TTile : struct, IInt8Tile
{
    public override string Name => TTile.Name;

    public override bool IsSupported
    {
        // So that nothing is compiled for instruction sets that are not there but this.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => TTile.IsSupported;
    }

    public override int BlocksAtOnce => TTile.BlocksAtOnce;

    public override void Multiply(in Int8Product product, OutputOperator f)
    {
        var work = new Work(product);
        f.Run(ref work);
    }

    private readonly struct Work(Int8Product product) : IOperatorWork
    {
        public void Run<TOperator>(TOperator f)
            where TOperator : struct, IUnaryOperator
        {
            var work = new Int8ProductWork<TTile, TOperator>(product, f);
            InstructionSets.Run(InstructionSets.Current, ref work, product.FirstGroup, product.EndGroup);
        }
    }
}
