using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Blocks;
using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Int8.Across;

/// <summary>Covers whole vectors of tokens with tiles.</summary>
internal static unsafe class AcrossTiles<TDot, TSum, TByte>
    where TDot : struct, IAcrossDot<TSum, TByte>
    where TSum : struct
    where TByte : struct
{
    /// <summary>sums [tokens x 16] = x times the blocks of a group; parameters as <see cref="AcrossTileKernel{TDot,TSum,TByte,TVectors}.Run"/>.</summary>
    [MethodImpl(KernelMethod.Standalone)]
    public static void Multiply(byte* x, nint stride, byte* blocks, ushort* indices, int* starts, int tokens, int* sums)
    {
        var vectors = tokens / TDot.Tokens;
        for (var done = 0; done < vectors; done += TDot.MaxVectors)
        {
            var inputs = x + ((nint)done * TDot.Tokens * BlockLists.InputBytes);
            var target = sums + (done * TDot.Tokens * BlockLists.Outputs);
            switch (Math.Min(TDot.MaxVectors, vectors - done))
            {
                case 1:
                    AcrossTileKernel<TDot, TSum, TByte, Size.One>.Run(inputs, stride, blocks, indices, starts, target);
                    break;
                case 2:
                    AcrossTileKernel<TDot, TSum, TByte, Size.Two>.Run(inputs, stride, blocks, indices, starts, target);
                    break;
                default:
                    AcrossTileKernel<TDot, TSum, TByte, Size.Three>.Run(inputs, stride, blocks, indices, starts, target);
                    break;
            }
        }
    }
}
