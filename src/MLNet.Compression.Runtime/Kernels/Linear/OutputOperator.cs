using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Int8;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>What a linear layer does with its outputs before it writes them. The ends of products are compiled for each, products are not.</summary>
internal abstract unsafe class OutputOperator
{
    /// <summary>Nothing.</summary>
    public static OutputOperator None { get; } = Of<Identity>();

    /// <summary>The end of an fp32 product: <see cref="Linear.FloatFinish.Run{TVector,TOperator}"/> on the present instruction set.</summary>
    public abstract delegate*<float*, nint, MatrixView, float*, void> FloatFinish { get; }

    /// <summary>The end of an int8 product: <see cref="Int8.Int8Finish.Run{TVector,TOperator}"/> on the present instruction set.</summary>
    public abstract delegate*<in Int8Product, int, int, int, int*, void> Int8Finish { get; }

    /// <summary>The end of an int8 product that is added to others: <see cref="Int8.Int8Finish.Add{TVector,TOperator}"/> on the present instruction set.</summary>
    public abstract delegate*<in Int8Product, int, int, int, int*, void> Int8FinishAdding { get; }

    public static OutputOperator Of<TOperator>()
        where TOperator : struct, IUnaryOperator => new Typed<TOperator>();

    private sealed class Typed<TOperator> : OutputOperator
        where TOperator : struct, IUnaryOperator
    {
        public override delegate*<float*, nint, MatrixView, float*, void> FloatFinish => Choose().Float;

        public override delegate*<in Int8Product, int, int, int, int*, void> Int8Finish => Choose().Int8;

        public override delegate*<in Int8Product, int, int, int, int*, void> Int8FinishAdding => Choose().Adding;

        private static Choice Choose()
        {
            var choice = default(Choice);
            InstructionSets.Run(InstructionSets.Current, ref choice, 0, 0);
            return choice;
        }

        private struct Choice : IVectorWork
        {
            public delegate*<float*, nint, MatrixView, float*, void> Float;
            public delegate*<in Int8Product, int, int, int, int*, void> Int8;
            public delegate*<in Int8Product, int, int, int, int*, void> Adding;

            public void Run<TVector>(int from, int to)
                where TVector : struct, ISimdVector<TVector>
            {
                Float = &Linear.FloatFinish.Run<TVector, TOperator>;
                Int8 = &Kernels.Int8.Int8Finish.Run<TVector, TOperator>;
                Adding = &Kernels.Int8.Int8Finish.Add<TVector, TOperator>;
            }
        }
    }
}
