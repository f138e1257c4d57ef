using MLNet.Compression.Training.Layers;

namespace MLNet.Compression.Training.Objectives;

/// <summary>
/// MiniLMv2's self-attention relations (Wang et al. 2021, eq. 2 to 6): KL(teacher ‖ student) of softmax(A Aᵀ / sqrt(d)) for the queries,
/// the keys and the values A of a layer, each split anew into relation heads of size d.
/// </summary>
/// <remarks>
/// Heads' vectors are laid side by side and cut into as many pieces on either side, so that neither the hidden sizes nor the attention
/// heads of the models need to agree. The paper compares one layer, of large teachers one below the last, with 48 or 64 relation heads.
/// </remarks>
/// <param name="pairs">The layer map.</param>
/// <param name="heads">Relation heads; they divide heads x head size of both layers.</param>
/// <param name="weights">The weights of the queries', the keys' and the values' relations; in the paper 1 each.</param>
/// <param name="averaging">Whether each token counts alike, or each sequence.</param>
internal sealed class QueryKeyValueRelations(
    IReadOnlyList<LayerPair> pairs, int heads, IReadOnlyList<double> weights, Averaging averaging = Averaging.Element)
    : SelfRelationTerm(pairs, averaging, weights)
{
    /// <inheritdoc/>
    public override string Name => "relations";

    /// <summary>The most relation heads that divide both sizes.</summary>
    /// <param name="student">Heads x head size of the student's layer.</param>
    /// <param name="teacher">Heads x head size of the teacher's layer.</param>
    /// <param name="limit">No more than these.</param>
    public static int MostHeads(int student, int teacher, int limit)
    {
        var heads = limit;
        while (student % heads != 0 || teacher % heads != 0)
        {
            heads--;
        }

        return heads;
    }

    /// <summary>Whether two layers can be split into relation heads; made for before a model is trained.</summary>
    /// <param name="pair">The layers.</param>
    /// <param name="student">Heads x head size of the student's layer.</param>
    /// <param name="teacher">Heads x head size of the teacher's layer.</param>
    /// <param name="heads">Relation heads.</param>
    /// <exception cref="ArgumentException">They cannot.</exception>
    public static void RequireDivisible(LayerPair pair, int student, int teacher, int heads)
    {
        Require("student", pair.Student, student);
        Require("teacher", pair.Teacher, teacher);

        void Require(string whose, int layer, int size)
        {
            if (size % heads != 0)
            {
                throw new ArgumentException(
                    $"The queries of {whose} layer {layer} have {size} features, which {heads} relation heads do not divide: choose a divisor of both models' sizes ({student} and {teacher}), such as {MostHeads(student, teacher, heads)}.");
            }
        }
    }

    /// <inheritdoc/>
    protected override int HeadsOf(ObjectiveContext context, LayerPair pair)
    {
        RequireDivisible(pair, context.Student.QueryKeyValues[pair.Student]!.Columns / 3, context.Teacher.QueryKeyValues[pair.Teacher]!.Columns / 3, heads);
        return heads;
    }
}
