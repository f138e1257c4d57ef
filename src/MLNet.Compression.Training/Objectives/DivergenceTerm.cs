using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>How far the student's predictions softmax(z_s / T) are from the teacher's softmax(z_t / T), averaged over the rows.</summary>
/// <remarks>The gradient shrinks with T²; a recipe that wants its size kept multiplies the weight by T² (Hinton et al. 2015).</remarks>
/// <param name="temperature">T, positive; null for 1.</param>
internal abstract class DivergenceTerm(Schedule? temperature) : LogitTerm
{
    private readonly Schedule _temperature = temperature ?? 1;
    private double[] _teacher = [];
    private double[] _student = [];

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.OnlyLogits;

    /// <summary>The divergence of two distributions over the classes.</summary>
    /// <param name="teacher">The logarithms of the teacher's probabilities.</param>
    /// <param name="student">The logarithms of the student's.</param>
    /// <param name="slope">Receives the derivative with respect to each of <paramref name="student"/>.</param>
    protected abstract double Divergence(ReadOnlySpan<double> teacher, ReadOnlySpan<double> student, Span<double> slope);

    /// <inheritdoc/>
    protected sealed override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        if (_teacher.Length != logits.Length)
        {
            (_teacher, _student) = (new double[logits.Length], new double[logits.Length]);
        }

        var t = _temperature.At(context.Position);
        LogSoftmax.Row(context.Teacher.Logits!.Value.RowSpan(row), t, _teacher);
        LogSoftmax.Row(logits, t, _student);
        var loss = Divergence(_teacher, _student, gradient);
        var total = 0.0;
        foreach (var slope in gradient)
        {
            total += slope;
        }

        for (var c = 0; c < gradient.Length; c++)
        {
            gradient[c] = (gradient[c] - (Math.Exp(_student[c]) * total)) / t;
        }

        return loss;
    }
}
