using MLNet.Compression.Runtime.Kernels;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>KL(teacher ‖ student) of how the queries, the keys, or the values of a layer relate to themselves.</summary>
/// <param name="pairs">The layer map.</param>
/// <param name="averaging">Whether each token counts alike, or each sequence.</param>
/// <param name="weights">The weights of queries, keys and values; a part of weight 0 is not looked at.</param>
internal abstract class SelfRelationTerm(IReadOnlyList<LayerPair> pairs, Averaging averaging, IReadOnlyList<double> weights) : RelationTerm(pairs, averaging)
{
    private const int Parts = 3;

    /// <inheritdoc/>
    public sealed override OutputNeeds StudentNeeds => OutputNeeds.Nothing with { QueryKeyValues = [.. Pairs.Select(pair => pair.Student)] };

    /// <inheritdoc/>
    public sealed override OutputNeeds TeacherNeeds => OutputNeeds.Nothing with { QueryKeyValues = [.. Pairs.Select(pair => pair.Teacher)] };

    /// <inheritdoc/>
    protected sealed override void OpenGradient(ObjectiveContext context, LayerPair pair) =>
        context.Student.QueryKeyValues[pair.Student]!.AddableGradient(context.Buffers);

    /// <inheritdoc/>
    protected sealed override double EvaluateHead(ObjectiveContext context, LayerPair pair, RelationHead head, float weight)
    {
        var layout = context.Student.Layouts[pair.Student];
        var student = context.Student.QueryKeyValues[pair.Student]!;
        var teacher = context.Teacher.QueryKeyValues[pair.Teacher]!;
        var loss = 0.0;
        for (var part = 0; part < Parts; part++)
        {
            if (weights[part] > 0)
            {
                loss += weights[part] * SelfRelation.Add(
                    PartOf(student.Value, layout, head, part),
                    PartOf(teacher.Value, layout, head, part),
                    (float)(weight * weights[part]),
                    PartOf(student.Gradient, layout, head, part),
                    context.Buffers);
            }
        }

        return loss;
    }

    /// <summary>The queries (part 0), keys or values of one sequence and head [n x d]: heads lie side by side within a third of the columns.</summary>
    private static MatrixView PartOf(MatrixView queryKeyValue, AttentionLayout layout, RelationHead head, int part)
    {
        var size = queryKeyValue.Columns / Parts / head.Heads;
        return queryKeyValue
            .RowRange(layout.StartOf(head.Sequence), layout.LengthOf(head.Sequence))
            .ColumnRange(((part * head.Heads) + head.Head) * size, size);
    }
}
