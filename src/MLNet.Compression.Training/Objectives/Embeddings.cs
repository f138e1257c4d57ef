using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Mean squared error of the projected embeddings after their layer norm (TinyBERT, eq. 9), with a projection of its own.</summary>
internal sealed class Embeddings : ObjectiveTerm
{
    private readonly ProjectedStates? _projection;

    /// <param name="studentSize">Features of the student's embeddings.</param>
    /// <param name="teacherSize">Features of the teacher's; where they are as many, embeddings are compared as they are.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="features">For each student feature the teacher's that it was taken from, or null.</param>
    /// <param name="projection">Where the projection starts [teacher size x student size]; null for <paramref name="features"/>.</param>
    public Embeddings(int studentSize, int teacherSize, ulong seed, int[]? features = null, float[]? projection = null)
    {
        _projection = studentSize == teacherSize ? null : new ProjectedStates("distillation.embedding_projection", studentSize, teacherSize, seed + 1, features);
        projection?.CopyTo(_projection is { } states ? states.Projection.ValueSpan : default);
    }

    /// <inheritdoc/>
    public override string Name => "embeddings";

    /// <inheritdoc/>
    public override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { Embeddings = true };

    /// <inheritdoc/>
    public override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { Embeddings = true };

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => _projection is null ? [] : [_projection.Projection];

    /// <inheritdoc/>
    public override double Extent(BatchExtent batch) => batch.Tokens;

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight) =>
        _projection?.Evaluate(context, context.Student.Embeddings!, context.Teacher.Embeddings!, weight)
        ?? MeanSquaredError.Evaluate(context, context.Student.Embeddings!, context.Teacher.Embeddings!, weight);
}
