using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Pruning.Budgets;

namespace MLNet.Compression.Recipes;

/// <summary>What a student will come to with any number of pieces.</summary>
/// <remarks>
/// Models of random weights with one layer and with two, and with few pieces and with twice as many, are pruned and rounded as the student will be: their encodings have the bytes of trained ones, and what
/// a layer and a piece add is their difference. Packed, as ML.NET saves them, they are about as small as trained ones, whose integers are spread no more evenly than those of normally distributed weights.
/// </remarks>
internal sealed class StudentBytes
{
    /// <summary>What the saved model has beside the text model: ML.NET's own, columns, and the report of the stages.</summary>
    private const int BytesBeside = 16_384;

    /// <summary>What it has for each class: names, keys, and figures in the report.</summary>
    private const int BytesOfClass = 96;

    /// <summary>Weights of several formats lie in one stream.</summary>
    private const double PackedSlack = 1.02;

    /// <summary>Trained weights leave other blocks than random ones, and other zeros in them.</summary>
    private const double PrunedSlack = 1.02;

    private readonly StudentPool _pool;
    private readonly int _pieces;
    private readonly (double File, double Packed) _weights;
    private readonly (double File, double Packed) _piece;
    private readonly int _beside;

    /// <summary>Makes the models and forgets them.</summary>
    /// <param name="recipe">What is pruned.</param>
    /// <param name="student">How it is rounded, and how much is pruned.</param>
    /// <param name="shape">Its size.</param>
    /// <param name="pool">The pieces that there are.</param>
    /// <param name="teacher">What it learns from.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public StudentBytes(CompressionRecipe recipe, RecipeStudent student, StudentShape shape, StudentPool pool, StageModel teacher, CancellationToken cancellationToken)
    {
        var isAlike = shape.Layers > 1 && shape.Sharing == LayerSharing.None && student.Plan.Layers.Count == 0;
        var slack = student.Sparsity > 0 ? PrunedSlack : 1;
        _pool = pool;
        _pieces = pool.LeastFor(student.Plan.WordEmbeddings, shape.EmbeddingWidth);
        var (layers, twice) = (isAlike ? 1 : shape.Layers, pool.Clamp(2 * _pieces));
        var one = Make(layers, _pieces);
        var layer = isAlike ? Difference(Make(2, _pieces), one) : default;
        var piece = twice > _pieces ? Difference(Make(layers, twice), one) : default;
        _weights = (slack * (one.File + ((shape.Layers - layers) * layer.File)), slack * (one.Packed + ((shape.Layers - layers) * layer.Packed)));
        _piece = (piece.File / Math.Max(1, twice - _pieces), piece.Packed / Math.Max(1, twice - _pieces));
        _beside = BytesBeside + (BytesOfClass * teacher.Rows.Outcome.Labels.Count);

        (double File, double Packed) Make(int layers, int pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var model = Encode(recipe, student, layers == shape.Layers ? shape : shape.WithLayers(layers), pool.Of(pieces), teacher);
            return (model.SizeInBytes - pool.TextBytes(pieces), PackedBytes.Of(model.Save) - pool.PackedTextBytes(pieces));
        }

        static (double File, double Packed) Difference((double File, double Packed) more, (double File, double Packed) less) => (more.File - less.File, more.Packed - less.Packed);
    }

    /// <summary>Bytes of the model's own file.</summary>
    public long File(int pieces) => (long)(_weights.File + (_piece.File * (pieces - _pieces)) + _pool.TextBytes(pieces));

    /// <summary>Bytes of the saved model, about: more than it will have.</summary>
    public long Saved(int pieces) => (long)(PackedSlack * (_weights.Packed + (_piece.Packed * (pieces - _pieces)) + _pool.PackedTextBytes(pieces))) + _beside;

    /// <summary>The most pieces with which the saved model keeps a limit that it keeps with some.</summary>
    /// <param name="pieces">With these.</param>
    /// <param name="limit">The limit.</param>
    public int Most(int pieces, long limit)
    {
        var (low, high) = (pieces, _pool.Most);
        while (low < high)
        {
            var middle = (int)(((long)low + high + 1) / 2);
            (low, high) = Saved(middle) <= limit ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private static CompressedModel Encode(CompressionRecipe recipe, RecipeStudent student, StudentShape shape, TextTokenizer tokenizer, StageModel teacher)
    {
        var (encoder, outcome) = (shape.Beside(teacher.Shape), teacher.Rows.Outcome);
        encoder = ReferenceEquals(tokenizer, teacher.Tokenizer) ? encoder : encoder with { VocabularySize = tokenizer.Vocabulary.Count };
        var model = TextModelFactory.CreateRandom(encoder, tokenizer, outcome.Labels, shape.TokensBeside(teacher.MaxTokens), seed: 0, outcome.Head);
        if (student.Sparsity > 0)
        {
            model = MagnitudePruning.Run(model, [new PruningTarget(recipe.Unit, student.Sparsity)], PruningRanking.PerMatrix);
        }

        // Ranges of inputs are looked for in rows, and take some bytes a matrix.
        using var run = new QuantizationRun(model, student.Plan.WithActivations(ActivationScheme.PerToken));
        run.Round(new TrainingEnvironment(seed: 0), data: null);
        return CompressedModelEncoder.Encode(model, ValueFormat.Float32);
    }
}
