using System.Numerics.Tensors;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Importance;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>
/// Makes a student of rows and columns of a teacher's mapped layers (Extract-Then-Distil, Chen et al. 2021): the most valued hidden
/// features, the same in every module, heads, head features and neurons.
/// </summary>
/// <remarks>
/// The paper extracts smaller students only. Here a student may be larger in any size: it then has all that the teacher has and, beside, new units
/// (<see cref="WeightCopy"/>). Larger in heads, head size or neurons alone it computes the teacher's outputs; larger in hidden
/// features nearly, because its layer norms average over the new ones too.
/// </remarks>
internal sealed class Extraction
{
    private readonly TextModel _teacher;
    private readonly TextModel _student;
    private readonly UnitScores _scores;
    private readonly PieceMatches _words;
    private readonly int[] _hidden;
    private readonly int[] _embedding;
    private readonly bool _folds;
    private readonly bool _factorizes;

    /// <param name="teacher">The model to take from.</param>
    /// <param name="student">A model of random weights.</param>
    /// <param name="scores">What each unit of the teacher is worth.</param>
    /// <param name="words">What the rows of the student's word table are taken from.</param>
    public Extraction(TextModel teacher, TextModel student, UnitScores scores, PieceMatches words)
    {
        _teacher = teacher;
        _student = student;
        _scores = scores;
        _words = words;
        _folds = teacher.Shape.HasEmbeddingProjection && !student.Shape.HasEmbeddingProjection;
        _hidden = UnitSelection.Strongest(scores.Hidden, student.Shape.HiddenSize);
        _factorizes = student.Shape.HasEmbeddingProjection && !teacher.Shape.HasEmbeddingProjection;
        _embedding = student.Shape.HasEmbeddingProjection && !_factorizes ? UnitSelection.Strongest(scores.Embedding, student.Shape.EmbeddingSize) : _hidden;
    }

    /// <summary>Whether embeddings and layers have features of their own in one of two models.</summary>
    public static bool IsProjected(TextModel teacher, TextModel student) => teacher.Shape.HasEmbeddingProjection || student.Shape.HasEmbeddingProjection;

    /// <summary>Overwrites the student's weights.</summary>
    /// <param name="pairs">The teacher layer of each student layer.</param>
    /// <param name="takesHead">Whether the teacher's head says anything.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Which features were taken.</returns>
    public ExtractedFeatures Run(IReadOnlyList<LayerPair> pairs, bool takesHead, CancellationToken cancellationToken)
    {
        CopyEmbeddings(cancellationToken);
        foreach (var pair in pairs.DistinctBy(pair => _student.Shape.AttentionSource(pair.Student)))
        {
            CopyAttention(pair);
        }

        foreach (var pair in pairs.DistinctBy(pair => _student.Shape.FeedForwardSource(pair.Student)))
        {
            CopyFeedForward(pair);
        }

        if (takesHead)
        {
            CopyHead(_teacher.Head, _student.Head);
        }

        return new ExtractedFeatures(_hidden, _folds || _factorizes ? null : _embedding) { EmbeddingProjection = _factorizes ? WayToTeacher() : null };
    }

    private void CopyEmbeddings(CancellationToken cancellationToken)
    {
        var (from, to) = (_teacher.Encoder.Embeddings, _student.Encoder.Embeddings);
        if (!_factorizes)
        {
            CopyEmbeddings(_folds ? FoldedEmbeddings.Of(from, _teacher.Shape) : from, to);
            return;
        }

        var wide = new BertEmbeddings(_student.Shape with { EmbeddingSize = _student.Shape.HiddenSize });
        foreach (var (random, table) in to.Tables.Zip(wide.Tables))
        {
            Repeat(random, table);
        }

        CopyEmbeddings(from, wide);
        FactorizedEmbeddings.Write(wide, to, cancellationToken);
    }

    /// <summary>What the teacher has no counterpart of keeps the student's random numbers.</summary>
    private static void Repeat(Parameter random, Parameter table)
    {
        for (var i = 0; i < table.ValueSpan.Length; i++)
        {
            table.ValueSpan[i] = random.ValueSpan[i % random.ValueSpan.Length];
        }
    }

    /// <summary>The student's projection as one to the teacher's features [teacher's hidden size x student's embedding size].</summary>
    private float[] WayToTeacher()
    {
        var projection = _student.Encoder.Embeddings.Projection!.Weight;
        var way = new float[_teacher.Shape.HiddenSize * projection.Columns];
        for (var feature = 0; feature < _hidden.Length; feature++)
        {
            if (_hidden[feature] != UnitSelection.New)
            {
                projection.Value.RowSpan(feature).CopyTo(way.AsSpan(_hidden[feature] * projection.Columns));
            }
        }

        return way;
    }

    private void CopyEmbeddings(BertEmbeddings from, BertEmbeddings to)
    {
        WeightCopy.Table(from.Words, to.Words, _words.Rows, _embedding);
        _words.Average(from.Words, to.Words, _embedding);
        WeightCopy.Table(from.Positions!, to.Positions!, UnitSelection.Leading(from.Positions!.Rows, to.Positions!.Rows), _embedding);
        if (from.TokenTypes is { } types)
        {
            CopyTokenTypes(types, to);
        }

        WeightCopy.Norm(from.Norm!, to.Norm!, _embedding);
        if (to.Projection is { } projection)
        {
            WeightCopy.Linear(from.Projection!, projection, _hidden, _embedding);
        }
    }

    /// <summary>A student without token types, such as DistilBERT, takes all tokens for those of the first type.</summary>
    private void CopyTokenTypes(Parameter from, BertEmbeddings to)
    {
        if (to.TokenTypes is { } types)
        {
            WeightCopy.Table(from, types, UnitSelection.Leading(from.Rows, types.Rows), _embedding);
            return;
        }

        for (var position = 0; position < to.Positions!.Rows; position++)
        {
            for (var feature = 0; feature < _embedding.Length; feature++)
            {
                to.Positions.Value.RowSpan(position)[feature] += _embedding[feature] == UnitSelection.New ? 0 : from.ValueSpan[_embedding[feature]];
            }
        }
    }

    private void CopyFeedForward(LayerPair pair)
    {
        var (from, to) = (_teacher.Encoder.Layers[pair.Teacher].FeedForward, _student.Encoder.Layers[pair.Student].FeedForward);
        var neurons = UnitSelection.Strongest(_scores.Layers[pair.Teacher].Neurons, to.Intermediate.Weight.Rows);
        WeightCopy.Linear(from.Intermediate, to.Intermediate, neurons, _hidden);
        WeightCopy.Linear(from.Output, to.Output, _hidden, neurons);
        WeightCopy.Norm(from.Norm, to.Norm, _hidden);
    }

    private void CopyAttention(LayerPair pair)
    {
        var (from, to) = (_teacher.Encoder.Layers[pair.Teacher].Attention, _student.Encoder.Layers[pair.Student].Attention);
        var (fromShape, toShape) = (_teacher.Shape.Layers[pair.Teacher], _student.Shape.Layers[pair.Student]);
        var heads = HeadSelection.Choose(_scores.Layers[pair.Teacher], fromShape, toShape);
        var size = fromShape.AttentionSize;
        int[] rows = [.. heads.Matching, .. UnitSelection.Shifted(heads.Matching, size), .. UnitSelection.Shifted(heads.Passing, 2 * size)];
        WeightCopy.Linear(from.QueryKeyValue, to.QueryKeyValue, rows, _hidden);
        WeightCopy.Linear(from.Output, to.Output, _hidden, heads.Passing);
        WeightCopy.Norm(from.Norm, to.Norm, _hidden);
        if (toShape.HeadSize > fromShape.HeadSize)
        {
            WidenQueries(to.QueryKeyValue, heads.Matching, fromShape, toShape);
        }
    }

    /// <summary>Scores are divided by the root of the head size: larger queries make up for that, and in a head that was taken new features of queries, which read new keys, begin at 0.</summary>
    private static void WidenQueries(Linear queryKeyValue, int[] matching, LayerShape from, LayerShape to)
    {
        var factor = (float)Math.Sqrt((double)to.HeadSize / from.HeadSize);
        for (var feature = 0; feature < matching.Length; feature++)
        {
            var isNewHead = matching[feature / to.HeadSize * to.HeadSize] == UnitSelection.New;
            var scale = matching[feature] != UnitSelection.New ? factor : isNewHead ? 1 : 0;
            TensorPrimitives.Multiply(queryKeyValue.Weight.Value.RowSpan(feature), scale, queryKeyValue.Weight.Value.RowSpan(feature));
            queryKeyValue.Bias.ValueSpan[feature] *= scale;
        }
    }

    /// <remarks>A decoder reads narrow embeddings: where they are folded it has no counterpart.</remarks>
    private void CopyHead(TaskHead from, TaskHead to)
    {
        if (from.Pooler is { } fromPooler && to.Pooler is { } toPooler)
        {
            WeightCopy.Linear(fromPooler, toPooler, _hidden, _hidden);
        }

        if (from.Kind != to.Kind)
        {
            return;
        }

        if (from.Decoder is { } fromDecoder && to.Decoder is { } toDecoder)
        {
            if (_folds)
            {
                return;
            }

            WeightCopy.Linear(from.Classifier!, to.Classifier!, _embedding, _hidden);
            CopyDecoder(fromDecoder, toDecoder);
        }
        else if (from.Outputs == to.Outputs && to.Classifier is { } classifier)
        {
            CopyClassifier(from, classifier);
        }
    }

    /// <summary>Where vectors are the teacher's features themselves, the student's linear layer puts those that it took into their places.</summary>
    private void CopyClassifier(TaskHead from, Linear to)
    {
        if (from.Classifier is { } classifier)
        {
            WeightCopy.Linear(classifier, to, UnitSelection.Leading(from.Outputs, from.Outputs), _hidden);
            return;
        }

        WeightCopy.Places(_hidden, to);
    }

    /// <summary>New features are let through at 0: the table that reads them is that of the embeddings, which is not 0 there.</summary>
    private void CopyDecoder(WordDecoder from, WordDecoder to)
    {
        WeightCopy.Norm(from.Norm, to.Norm, _embedding);
        WeightCopy.Table(from.Bias, to.Bias, [0], _words.Rows);
        for (var feature = 0; feature < _embedding.Length; feature++)
        {
            if (_embedding[feature] == UnitSelection.New)
            {
                to.Norm.Scale.ValueSpan[feature] = 0;
            }
        }
    }
}
