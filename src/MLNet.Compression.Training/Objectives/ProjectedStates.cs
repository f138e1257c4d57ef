using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Kernels.Products;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>mean (h_s W − h_t)² with a learnt W [teacher size x student size], stored as outputs x inputs; no bias.</summary>
internal sealed class ProjectedStates
{
    /// <param name="name">The parameter's name.</param>
    /// <param name="studentSize">Features of the student's rows.</param>
    /// <param name="teacherSize">Features of the teacher's rows.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="features">For each student feature the teacher's that it was taken from, or a negative number for none: the projection starts there; null for a random start.</param>
    public ProjectedStates(string name, int studentSize, int teacherSize, ulong seed, int[]? features)
    {
        Projection = new Parameter(name, teacherSize, studentSize);
        if (features is not null)
        {
            foreach (var (feature, source) in features.Index().Where(pair => pair.Item >= 0))
            {
                Projection.Value.RowSpan(source)[feature] = 1f;
            }

            return;
        }

        var random = new SeededRandom(seed, (ulong)((studentSize * 65536) + teacherSize));
        var deviation = 1 / Math.Sqrt(studentSize);
        foreach (ref var value in Projection.ValueSpan)
        {
            value = (float)(deviation * random.NextNormal());
        }
    }

    public Parameter Projection { get; }

    /// <returns>The mean squared error; <paramref name="weight"/> times its gradient is added to student and projection.</returns>
    public double Evaluate(ObjectiveContext context, Tensor student, Tensor teacher, double weight)
    {
        var projected = context.Tape.Allocate(student.Rows, teacher.Columns);
        Gemm.Multiply(student.Value, transposeA: false, Projection.Value, transposeB: true, projected.Value, accumulate: false, context.Workers);
        var loss = MeanSquaredError.Evaluate(context, projected, teacher, weight);
        var addToProjection = Projection.OpenGradient(context.Buffers);
        Gemm.Multiply(projected.Gradient, transposeA: true, student.Value, transposeB: false, Projection.Gradient, addToProjection, context.Workers);
        var addToStudent = student.OpenGradient(context.Buffers);
        Gemm.Multiply(projected.Gradient, transposeA: false, Projection.Value, transposeB: false, student.Gradient, addToStudent, context.Workers);
        return loss;
    }
}
