using MLNet.Compression.Training.Autograd;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Σ ‖U θ_t V − θ_s‖², or upwards Σ ‖θ_t − V θ_s U‖², over matrices of teacher and student (Zhao et al. 2019, shared projections).</summary>
internal sealed class WeightProjection : ObjectiveTerm
{
    private readonly SharedProjections _projections;
    private readonly ProjectedWeight[] _weights;
    private readonly bool _fromLearns;
    private readonly bool _toLearns;

    /// <param name="matched">The matrices.</param>
    /// <param name="direction">Which model's are projected.</param>
    /// <param name="teacherLearns">Whether the teacher's matrices have a gradient too.</param>
    /// <param name="seed">The run's seed.</param>
    public WeightProjection(IEnumerable<(ModelMatrix Student, ModelMatrix Teacher)> matched, ProjectionDirection direction, bool teacherLearns, ulong seed)
    {
        _projections = new SharedProjections(seed);
        var down = direction == ProjectionDirection.Down;
        (_fromLearns, _toLearns) = (!down || teacherLearns, down || teacherLearns);
        _weights = [.. matched.Select(pair => down ? Project(pair.Teacher, pair.Student) : Project(pair.Student, pair.Teacher))];
    }

    /// <inheritdoc/>
    public override string Name => "projected weights";

    /// <inheritdoc/>
    public override IEnumerable<Parameter> Parameters => _projections.All;

    /// <inheritdoc/>
    public override double Evaluate(ObjectiveContext context, double weight) => _weights.Sum(each => each.Evaluate(context, weight, _fromLearns, _toLearns));

    private ProjectedWeight Project(ModelMatrix from, ModelMatrix to) => new(
        from.Weight,
        to.Weight,
        _projections.Left(from.RowSide, from.Weight.Rows, to.Weight.Rows),
        _projections.Right(from.ColumnSide, from.Weight.Columns, to.Weight.Columns));
}
