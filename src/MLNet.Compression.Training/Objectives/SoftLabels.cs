using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>−Σ softmax(z_t / T) · log softmax(z_s / T) (TinyBERT, eq. 10).</summary>
/// <remarks>Its gradient shrinks with T²; a recipe that wants its size kept multiplies the weight by T² (Hinton et al. 2015).</remarks>
/// <param name="temperature">T, positive.</param>
internal sealed class SoftLabels(double temperature = 1) : LogitTerm
{
    private double[] _teacher = [];

    /// <inheritdoc/>
    public override string Name => "predictions";

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.OnlyLogits;

    /// <inheritdoc/>
    protected override double EvaluateRow(ObjectiveContext context, int row, ReadOnlySpan<float> logits, Span<double> gradient)
    {
        if (_teacher.Length != logits.Length)
        {
            _teacher = new double[logits.Length];
        }

        LogSoftmax.Row(context.Teacher.Logits!.Value.RowSpan(row), temperature, _teacher);
        LogSoftmax.Row(logits, temperature, gradient);
        var loss = 0.0;
        for (var c = 0; c < logits.Length; c++)
        {
            var target = Math.Exp(_teacher[c]);
            loss -= target * gradient[c];
            gradient[c] = (Math.Exp(gradient[c]) - target) / temperature;
        }

        return loss;
    }
}
