using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Objectives;

/// <summary>mean (s − t)² over all elements of two tensors of one size; gradient 2 (s − t) / elements.</summary>
internal static class MeanSquaredError
{
    private const int ChunkLength = 4096;

    /// <returns>The mean; <paramref name="weight"/> times its gradient is added to the student's.</returns>
    public static double Evaluate(ObjectiveContext context, Tensor student, Tensor teacher, double weight)
    {
        student.AddableGradient(context.Buffers);
        var count = checked((int)student.Count);
        var sums = new double[(count + ChunkLength - 1) / ChunkLength];
        var factor = (float)(2 * weight / count);
        context.Workers.For(sums.Length, chunk =>
        {
            var start = chunk * ChunkLength;
            var length = Math.Min(ChunkLength, count - start);
            Span<float> difference = stackalloc float[length];
            TensorPrimitives.Subtract(student.ValueSpan.Slice(start, length), teacher.ValueSpan.Slice(start, length), difference);
            sums[chunk] = TensorPrimitives.SumOfSquares(difference);
            var gradient = student.GradientSpan.Slice(start, length);
            TensorPrimitives.MultiplyAdd(difference, factor, gradient, gradient);
        });
        return sums.Sum() / count;
    }
}
