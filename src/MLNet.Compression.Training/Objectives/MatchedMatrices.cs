using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Objectives;

/// <summary>The matrices and tables of a student, each with the teacher's that does the same.</summary>
/// <param name="student">The student.</param>
/// <param name="teacher">The teacher; where its word table has more rows, the last ones are the student's pieces.</param>
internal sealed class MatchedMatrices(TextModel student, TextModel teacher)
{
    private readonly ModelSide _embedding =
        student.Shape.HasEmbeddingProjection || teacher.Shape.HasEmbeddingProjection ? ModelSide.Embedding : ModelSide.Hidden;

    /// <summary>The tables of words, positions and token types, rows that both have.</summary>
    public IEnumerable<(ModelMatrix Student, ModelMatrix Teacher)> Embeddings()
    {
        var (own, others) = (student.Encoder.Embeddings, teacher.Encoder.Embeddings);
        yield return Table(own.Words, others.Words, others.Words.Rows - own.Words.Rows, own.Words.Rows);
        if (own.Positions is { } ownPositions && others.Positions is { } othersPositions)
        {
            yield return Table(ownPositions, othersPositions, 0, Math.Min(ownPositions.Rows, othersPositions.Rows));
        }

        if (own.TokenTypes is { } ownTypes && others.TokenTypes is { } othersTypes)
        {
            yield return Table(ownTypes, othersTypes, 0, Math.Min(ownTypes.Rows, othersTypes.Rows));
        }
    }

    /// <summary>The matrices of mapped layers, those between embeddings and layers, and the masked-LM transform.</summary>
    public IEnumerable<(ModelMatrix Student, ModelMatrix Teacher)> Layers(IReadOnlyList<LayerPair> pairs)
    {
        if (student.Encoder.Embeddings.Projection is { } own && teacher.Encoder.Embeddings.Projection is { } others)
        {
            yield return (Of(own, ModelSide.Hidden, _embedding), Of(others, ModelSide.Hidden, _embedding));
        }

        foreach (var pair in pairs)
        {
            foreach (var matched in MatricesOf(student, pair.Student).Zip(MatricesOf(teacher, pair.Teacher)).Where(HaveWeights))
            {
                yield return matched;
            }
        }

        if (student.Head.Decoder is not null && teacher.Head.Decoder is not null)
        {
            yield return (Of(student.Head.Classifier!, _embedding, ModelSide.Hidden), Of(teacher.Head.Classifier!, _embedding, ModelSide.Hidden));
        }
    }

    private (ModelMatrix Student, ModelMatrix Teacher) Table(Parameter own, Parameter others, int first, int rows) =>
        (new(new(own, 0, rows), ModelSide.Common, _embedding), new(new(others, first, rows), ModelSide.Common, _embedding));

    /// <summary>A layer without heads, or neurons, has nothing to compare.</summary>
    private static bool HaveWeights((ModelMatrix Student, ModelMatrix Teacher) matched) =>
        new[] { matched.Student.Weight, matched.Teacher.Weight }.All(weight => weight.Rows > 0 && weight.Columns > 0);

    /// <summary>Queries, keys and values are three matrices that lie one below the other.</summary>
    private static IEnumerable<ModelMatrix> MatricesOf(TextModel model, int layer)
    {
        var (weights, size) = (model.Encoder.Layers[layer], model.Shape.Layers[layer].AttentionSize);
        for (var part = 0; part < 3; part++)
        {
            yield return new(new(weights.QueryKeyValue.Weight, part * size, size), ModelSide.Attention, ModelSide.Hidden);
        }

        yield return Of(weights.AttentionOutput, ModelSide.Hidden, ModelSide.Attention);
        yield return Of(weights.Intermediate, ModelSide.FeedForward, ModelSide.Hidden);
        yield return Of(weights.Output, ModelSide.Hidden, ModelSide.FeedForward);
    }

    private static ModelMatrix Of(Linear linear, ModelSide rows, ModelSide columns) => new(new(linear.Weight), rows, columns);
}
