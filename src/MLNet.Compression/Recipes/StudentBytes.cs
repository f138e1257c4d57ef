using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
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
/// a layer and a piece add is their difference. Weights count in full, so that the saved model, which is packed, stays below.
/// </remarks>
internal sealed class StudentBytes
{
    /// <summary>What the saved model has beside the text model: ML.NET's own, columns, and the report of the stages.</summary>
    private const int BytesBeside = 16_384;

    /// <summary>What it has for each class: names, keys, and figures in the report.</summary>
    private const int BytesOfClass = 96;

    /// <summary>Trained weights leave other blocks than random ones, and other zeros in them.</summary>
    private const double PrunedSlack = 1.02;

    private readonly StudentPool _pool;
    private readonly int _pieces;
    private readonly double _slack;
    private readonly double _weights;
    private readonly double _piece;
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
        (_pool, _slack) = (pool, student.Sparsity > 0 ? PrunedSlack : 1);
        _pieces = pool.CanCut && !student.Plan.WordEmbeddings.IsForWords ? pool.Least : pool.Clamp(student.Vocabulary);
        var one = Make(isAlike ? 1 : shape.Layers, _pieces);
        _weights = one.SizeInBytes - one.Vocabulary.Pieces.Bytes.Length;
        if (isAlike)
        {
            _weights += (shape.Layers - 1) * (Make(2, _pieces).SizeInBytes - one.SizeInBytes);
        }

        var twice = pool.Clamp(2 * _pieces);
        _piece = twice > _pieces ? (double)(Make(isAlike ? 1 : shape.Layers, twice).Embeddings.Words.SizeInBytes - one.Embeddings.Words.SizeInBytes) / (twice - _pieces) : 0;
        _beside = BytesBeside + (BytesOfClass * teacher.Rows.Outcome.Labels.Count);

        CompressedModel Make(int layers, int pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Encode(recipe, student, layers == shape.Layers ? shape : shape.WithLayers(layers), pool.Of(pieces), teacher);
        }
    }

    /// <summary>Bytes of the model's own file.</summary>
    public long File(int pieces) => (long)(Weights(pieces) + _pool.TextBytes(pieces));

    /// <summary>The bytes that the saved model has at most: its weights count in full, and of its vocabulary what packing leaves.</summary>
    public long Saved(int pieces) => (long)(Weights(pieces) + _pool.PackedTextBytes(pieces)) + _beside;

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

    private double Weights(int pieces) => _slack * (_weights + (_piece * (pieces - _pieces)));

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
