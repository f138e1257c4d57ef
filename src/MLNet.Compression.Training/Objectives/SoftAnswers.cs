using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>−Σ softmax(z_t / T) · log softmax(z_s / T) over the tokens of a sequence, of the start scores and of the end scores.</summary>
/// <param name="temperature">T, positive; null for 1.</param>
internal sealed class SoftAnswers(Schedule? temperature = null) : AnswerTerm
{
    private readonly Schedule _temperature = temperature ?? 1;

    /// <inheritdoc/>
    public override string Name => "predictions";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    protected override double EvaluatePositions(ObjectiveContext context, int sequence, int end, ReadOnlySpan<float> scores, Span<double> gradient)
    {
        var teacher = new double[scores.Length];
        var t = _temperature.At(context.Position);
        LogSoftmax.Row(Column(context.Teacher, sequence, end), t, teacher);
        LogSoftmax.Row(scores, t, gradient);
        var loss = 0.0;
        for (var position = 0; position < teacher.Length; position++)
        {
            var probability = Math.Exp(teacher[position]);
            loss -= probability * gradient[position];
            gradient[position] = (Math.Exp(gradient[position]) - probability) / t;
        }

        return loss;
    }
}
