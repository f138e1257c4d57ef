using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>
/// Extract-Then-Distil (Chen et al. 2021): the student's weights are rows and columns of the teacher's mapped layers, those of the
/// strongest hidden features, heads, head features and feed-forward neurons.
/// </summary>
/// <remarks>
/// Strength is the L2 norm of the weights that a feature owns, not the loss-based score of the paper's second variant. Where the
/// student is larger than the teacher in some size, the tensors concerned keep their random values.
/// </remarks>
internal sealed class ExtractInitializer
{
    private readonly TextModel _teacher;
    private readonly TextModel _student;
    private readonly int[] _hidden;
    private readonly int[] _embedding;

    private ExtractInitializer(TextModel teacher, TextModel student, int[] hidden, int[] embedding)
    {
        _teacher = teacher;
        _student = student;
        _hidden = hidden;
        _embedding = embedding;
    }

    /// <summary>Overwrites the student's weights as far as the teacher has them.</summary>
    /// <returns>Which features were taken; null where nothing was.</returns>
    public static ExtractedFeatures? Initialize(TextModel teacher, TextModel student, IReadOnlyList<LayerPair> pairs)
    {
        var embedding = FeatureSelection.Strongest(WeightStrength.OfColumns(teacher.Encoder.Embeddings.Words), student.Shape.EmbeddingSize);
        var hidden = teacher.Shape.HasEmbeddingProjection || student.Shape.HasEmbeddingProjection
            ? FeatureSelection.Strongest(WeightStrength.OfColumns(teacher.Encoder.Layers[0].QueryKeyValue.Weight), student.Shape.HiddenSize)
            : embedding;
        if (embedding is null || hidden is null)
        {
            return null;
        }

        var initializer = new ExtractInitializer(teacher, student, hidden, embedding);
        initializer.CopyEmbeddings();
        foreach (var pair in pairs.DistinctBy(pair => student.Shape.WeightLayer(pair.Student)))
        {
            initializer.CopyLayer(pair);
        }

        initializer.CopyHead();
        return new ExtractedFeatures(hidden, embedding);
    }

    private void CopyEmbeddings()
    {
        var (from, to) = (_teacher.Encoder.Embeddings, _student.Encoder.Embeddings);
        Copy(from.Words, to.Words, null, _embedding);
        Copy(from.Positions, to.Positions, null, _embedding);
        if (from.TokenTypes is not null && to.TokenTypes is not null)
        {
            Copy(from.TokenTypes, to.TokenTypes, null, _embedding);
        }

        Copy(from.Norm, to.Norm, _embedding);
        if (from.Projection is not null && to.Projection is not null)
        {
            Copy(from.Projection, to.Projection, _hidden, _embedding);
        }
    }

    private void CopyLayer(LayerPair pair)
    {
        var (from, to) = (_teacher.Encoder.LayersInOrder[pair.Teacher], _student.Encoder.LayersInOrder[pair.Student]);
        var (fromShape, toShape) = (_teacher.Shape.Layers[pair.Teacher], _student.Shape.Layers[pair.Student]);
        if (HeadSelection.Choose(from, fromShape, toShape) is { } heads)
        {
            Copy(from.QueryKeyValue, to.QueryKeyValue, heads.QueryKeyValueRows, _hidden);
            Copy(from.AttentionOutput, to.AttentionOutput, _hidden, heads.ContextColumns);
        }

        if (FeatureSelection.Strongest(WeightStrength.OfNeurons(from), toShape.FeedForwardSize) is { } neurons)
        {
            Copy(from.Intermediate, to.Intermediate, neurons, _hidden);
            Copy(from.Output, to.Output, _hidden, neurons);
        }

        Copy(from.AttentionNorm, to.AttentionNorm, _hidden);
        Copy(from.OutputNorm, to.OutputNorm, _hidden);
    }

    private void CopyHead()
    {
        if (_teacher.Head.Pooler is { } from && _student.Head.Pooler is { } to)
        {
            Copy(from, to, _hidden, _hidden);
        }

        if (_teacher.HeadKind == _student.HeadKind && _teacher.Head.Outputs == _student.Head.Outputs)
        {
            Copy(_teacher.Head.Classifier, _student.Head.Classifier, _teacher.Head.Decoder is null ? null : _embedding, _hidden);
        }

        if (_teacher.Head.Decoder is { } fromDecoder && _student.Head.Decoder is { } toDecoder)
        {
            Copy(fromDecoder.Norm, toDecoder.Norm, _embedding);
            Copy(fromDecoder.Bias, toDecoder.Bias, null, null);
        }
    }

    private static void Copy(Linear from, Linear to, int[]? rows, int[]? columns)
    {
        Copy(from.Weight, to.Weight, rows, columns);
        Copy(from.Bias, to.Bias, null, rows);
    }

    private static void Copy(LayerNorm from, LayerNorm to, int[] features)
    {
        Copy(from.Scale, to.Scale, null, features);
        Copy(from.Shift, to.Shift, null, features);
    }

    /// <summary>Copies the chosen rows and columns; all of them where null, as far as both have them.</summary>
    private static void Copy(Parameter from, Parameter to, int[]? rows, int[]? columns)
    {
        for (var row = 0; row < Math.Min(to.Rows, rows?.Length ?? from.Rows); row++)
        {
            var source = from.Value.RowSpan(rows?[row] ?? row);
            var target = to.Value.RowSpan(row);
            for (var column = 0; column < target.Length; column++)
            {
                target[column] = source[columns?[column] ?? column];
            }
        }
    }
}
