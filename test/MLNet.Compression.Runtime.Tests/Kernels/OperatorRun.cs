using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Tests.Kernels;

/// <summary>Applies an operator to numbers as the ends of products do: whole vectors, then a part of one.</summary>
internal static unsafe class OperatorRun
{
    public static float[] Apply<TOperator>(float[] x)
        where TOperator : struct, IUnaryOperator
    {
        var y = new float[x.Length];
        fixed (float* source = x, target = y)
        {
            var work = new Work<TOperator>(source, target);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, x.Length);
        }

        return y;
    }

    private readonly struct Work<TOperator>(float* x, float* y) : IVectorWork
        where TOperator : struct, IUnaryOperator
    {
        public void Run<TVector>(int from, int to)
            where TVector : struct, ISimdVector<TVector>
        {
            for (var i = from; i < to; i += TVector.Count)
            {
                var count = Math.Min(TVector.Count, to - i);
                var value = count == TVector.Count ? TVector.Load(x + i) : TVector.LoadPartial(x + i, count, TVector.Zero);
                default(TOperator).Invoke(value).StorePartial(y + i, count);
            }
        }
    }
}
