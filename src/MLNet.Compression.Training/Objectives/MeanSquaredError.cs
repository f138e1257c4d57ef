using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Objectives;

/// <summary>mean (s − t)² over elements of two tensors of one size; gradient 2 (s − t) / elements.</summary>
internal static class MeanSquaredError
{
    private const int ChunkLength = 4096;

    /// <returns>The mean; <paramref name="weight"/> times its gradient is added to the student's.</returns>
    public static double Evaluate(ObjectiveContext context, Tensor student, Tensor teacher, double weight) =>
        Sum(context, student, teacher, 0, checked((int)student.Count), weight / student.Count) / student.Count;

    /// <returns>Σ (s − t)² over elements [start, start + count); <paramref name="weight"/> times its gradient is added to the student's.</returns>
    public static double Sum(ObjectiveContext context, Tensor student, Tensor teacher, int start, int count, double weight)
    {
        SameShape.Require(student, teacher);
        student.AddableGradient(context.Buffers);
        var sums = new double[(count + ChunkLength - 1) / ChunkLength];
        var factor = (float)(2 * weight);
        context.Workers.For(sums.Length, chunk =>
        {
            var first = start + (chunk * ChunkLength);
            var length = Math.Min(ChunkLength, start + count - first);
            Span<float> difference = stackalloc float[length];
            TensorPrimitives.Subtract(student.ValueSpan.Slice(first, length), teacher.ValueSpan.Slice(first, length), difference);
            sums[chunk] = TensorPrimitives.SumOfSquares(difference);
            var gradient = student.GradientSpan.Slice(first, length);
            TensorPrimitives.MultiplyAdd(difference, factor, gradient, gradient);
        });
        return sums.Sum();
    }
}
