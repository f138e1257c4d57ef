using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using MLNet.Compression.Runtime.Kernels.Elementwise;
using MLNet.Compression.Runtime.Kernels.Simd;

namespace MLNet.Compression.Runtime.Kernels.Linear;

/// <summary>A linear layer in fp32.</summary>
internal sealed class FloatLinearKernel(float[] weights, int outputs, int inputs, LinearEnd end) : LinearKernel(outputs, inputs)
{
    public override InputFormat InputFormat => InputFormat.Float;

    public override void Multiply(LinearInput x, MatrixView y, int first, int count)
    {
        for (var token = 0; token < x.Tokens; token++)
        {
            var input = x.Values.RowSpan(token);
            var output = y.RowSpan(token);
            for (var j = first; j < first + count; j++)
            {
                var sum = TensorPrimitives.Dot(input, weights.AsSpan(j * Inputs, Inputs));
                output[j] = end.Bias is null ? sum : sum + end.Bias[j];
            }

            var work = new Map(output.Slice(first, count));
            end.Operator.Run(ref work);
        }
    }

    private readonly unsafe struct Map(Span<float> values) : IOperatorWork
    {
        private readonly float* _values = (float*)Unsafe.AsPointer(ref values[0]);
        private readonly int _count = values.Length;

        public void Run<TOperator>(TOperator f)
            where TOperator : struct, IUnaryOperator
        {
            var work = new UnaryWork<TOperator>(_values, _values, _count, f);
            InstructionSets.Run(InstructionSets.Current, ref work, 0, ElementwiseDriver.Blocks(_count));
        }
    }
}
