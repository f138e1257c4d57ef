using System.Buffers;
using System.Numerics.Tensors;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>How far the student's predictions softmax(z_s / T) are from the teacher's softmax(z_t / T), averaged over the rows.</summary>
/// <remarks>The gradient shrinks with T²; a recipe that wants its size kept multiplies the weight by T² (Hinton et al. 2015).</remarks>
/// <param name="temperature">T, positive; null for 1.</param>
internal abstract class DivergenceTerm(Schedule? temperature) : LogitTerm
{
    private readonly Schedule _temperature = temperature ?? 1;
    /// <inheritdoc/>
    public sealed override OutputNeeds TeacherNeeds => StudentNeeds;

    /// <summary>The divergence of two distributions over the classes.</summary>
    /// <param name="teacher">The logarithms of the teacher's probabilities.</param>
    /// <param name="student">The logarithms of the student's.</param>
    /// <param name="slope">Receives the derivative with respect to each of <paramref name="student"/>.</param>
    protected abstract double Divergence(ReadOnlySpan<double> teacher, ReadOnlySpan<double> student, Span<double> slope);

    /// <inheritdoc/>
    protected sealed override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        var t = _temperature.At(context.Position);
        var scratch = ArrayPool<double>.Shared.Rent(2 * logits.Length);
        var teacher = scratch.AsSpan(0, logits.Length);
        var student = scratch.AsSpan(logits.Length, logits.Length);
        LogSoftmax.Row(context.Teacher.Logits!.Value.RowSpan(row), t, teacher);
        LogSoftmax.Row(logits, t, student);
        var loss = Divergence(teacher, student, gradient);
        TensorPrimitives.Exp(student, student);
        TensorPrimitives.Multiply(student, TensorPrimitives.Sum<double>(gradient), student);
        TensorPrimitives.Subtract(gradient, student, gradient);
        TensorPrimitives.Divide(gradient, t, gradient);
        ArrayPool<double>.Shared.Return(scratch);
        return loss;
    }
}
