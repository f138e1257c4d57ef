using MLNet.Compression.Runtime.Kernels.Products;
using MLNet.Compression.Runtime.Kernels.Simd;
using MLNet.Compression.Runtime.Memory;

namespace MLNet.Compression.Benchmarks.Products;

/// <summary>The tile kernel on operands in the first-level cache: what no product can exceed.</summary>
internal readonly unsafe struct FmaCeiling(NativeBuffer[] operands) : IVectorWork
{
    private const int Steps = 128;
    private const int Repeats = 500;

    public static NativeBuffer[] CreateOperands(int threads) =>
        [.. Enumerable.Range(0, threads).Select(_ =>
        {
            var buffer = new NativeBuffer(3 * Steps * 32);
            buffer.Clear();
            return buffer;
        })];

    public static double Flops(InstructionSet set, int threads) =>
        2.0 * InstructionSets.TileRows(set) * InstructionSets.TileColumns(set) * Steps * Repeats * threads;

    public void Run<TVector>(int from, int to)
        where TVector : struct, ISimdVector<TVector>
    {
        var width = TileKernels<TVector>.Columns;
        var kernel = TileKernels<TVector>.ForRows(TVector.TileRows);
        for (var part = from; part < to; part++)
        {
            var a = operands[part].Pointer;
            var b = a + (Steps * 32);
            var c = b + (Steps * 32);
            for (var i = 0; i < Repeats; i++)
            {
                kernel(a, 1, TVector.TileRows, b, width, Steps, c, width, false);
            }
        }
    }
}
