using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Schedules;

namespace MLNet.Compression.Training.Objectives;

/// <summary>
/// Several teachers of predictions as one: logits z = Σ w_k z_k, or z with softmax(z/T) = Σ w_k softmax(z_k/T), where the weights sum to 1.
/// </summary>
/// <param name="teachers">Each teacher with its weight.</param>
/// <param name="averaging">What is averaged.</param>
/// <param name="temperature">T of the term that follows them.</param>
internal sealed class EnsembleTeacher(IReadOnlyList<(SingleTeacher Teacher, double Weight)> teachers, TeacherAveraging averaging, Schedule temperature) : Teacher
{
    /// <inheritdoc/>
    public override IReadOnlyList<SingleTeacher> Members { get; } = [.. teachers.Select(teacher => teacher.Teacher).Distinct()];

    /// <inheritdoc/>
    public override ModelOutputs Outputs(IReadOnlyDictionary<SingleTeacher, ModelOutputs> members, Tape tape, StepPosition position)
    {
        var first = members[teachers[0].Teacher];
        var average = tape.Allocate(first.Logits!.Rows, first.Logits.Columns);
        var (sum, scratch) = (new double[average.Columns], new double[average.Columns]);
        for (var row = 0; row < average.Rows; row++)
        {
            Average(members, row, temperature.At(position), sum, scratch);
            var target = average.Value.RowSpan(row);
            for (var c = 0; c < sum.Length; c++)
            {
                target[c] = (float)sum[c];
            }
        }

        return first.With(average, first.LogitTokens);
    }

    private void Average(IReadOnlyDictionary<SingleTeacher, ModelOutputs> members, int row, double t, Span<double> sum, Span<double> scratch)
    {
        sum.Clear();
        var total = teachers.Sum(teacher => teacher.Weight);
        foreach (var (teacher, weight) in teachers)
        {
            var logits = members[teacher].Logits!.Value.RowSpan(row);
            if (averaging == TeacherAveraging.Distributions)
            {
                LogSoftmax.Row(logits, t, scratch);
            }

            for (var c = 0; c < sum.Length; c++)
            {
                sum[c] += weight / total * (averaging == TeacherAveraging.Distributions ? Math.Exp(scratch[c]) : logits[c]);
            }
        }

        if (averaging == TeacherAveraging.Distributions)
        {
            for (var c = 0; c < sum.Length; c++)
            {
                sum[c] = t * Math.Log(Math.Max(sum[c], double.Epsilon));
            }
        }
    }
}
