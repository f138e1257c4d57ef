using System.Numerics.Tensors;

namespace MLNet.Compression.Training.Objectives;

/// <summary>KL(softmax t ‖ softmax s) of rows of scores.</summary>
internal static class RowDivergence
{
    /// <summary>The divergence of one row.</summary>
    /// <param name="student">s.</param>
    /// <param name="teacher">t.</param>
    /// <param name="weight">Multiplies the gradient.</param>
    /// <param name="gradient">Receives, added, the gradient with respect to s: softmax s − softmax t.</param>
    /// <param name="scratch">At least twice as long as a row.</param>
    public static double Add(ReadOnlySpan<float> student, ReadOnlySpan<float> teacher, float weight, Span<float> gradient, Span<float> scratch)
    {
        var s = scratch[..student.Length];
        var t = scratch.Slice(student.Length, student.Length);
        var logSumStudent = Softmax(student, s);
        var logSumTeacher = Softmax(teacher, t);
        var loss = logSumStudent - logSumTeacher;
        for (var i = 0; i < t.Length; i++)
        {
            loss += (double)t[i] * ((double)teacher[i] - student[i]);
        }

        TensorPrimitives.Subtract(s, t, s);
        TensorPrimitives.MultiplyAdd(s, weight, gradient, gradient);
        return loss;
    }

    /// <returns>log Σ eˣ.</returns>
    private static double Softmax(ReadOnlySpan<float> x, Span<float> probabilities)
    {
        var max = TensorPrimitives.Max(x);
        TensorPrimitives.Subtract(x, max, probabilities);
        TensorPrimitives.Exp<float>(probabilities, probabilities);
        var sum = TensorPrimitives.Sum<float>(probabilities);
        TensorPrimitives.Divide(probabilities, sum, probabilities);
        return max + Math.Log(sum);
    }
}
