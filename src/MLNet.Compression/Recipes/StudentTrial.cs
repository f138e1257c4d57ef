using System.IO.Compression;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Pruning;
using MLNet.Compression.Training.Pruning.Budgets;

namespace MLNet.Compression.Recipes;

/// <summary>What a student will come to: one of random weights, pruned and rounded as it will be, whose encodings have the bytes of the trained one.</summary>
internal sealed record StudentTrial
{
    /// <summary>Bytes that the saved model has beside the text model: ML.NET's own, columns and keys, and the report of the stages.</summary>
    private const int BytesBeside = 32_768;

    /// <summary>Pieces are packed together with what stands around them.</summary>
    private const double PackedSlack = 1.03;

    /// <summary>Trained weights leave other blocks than random ones, and other zeros in them.</summary>
    private const double PrunedSlack = 1.02;

    private StudentTrial(long fileBytes, long savedBytes, double bytesOfPiece) => (FileBytes, SavedBytes, BytesOfPiece) = (fileBytes, savedBytes, bytesOfPiece);

    /// <summary>Bytes of the model's own file.</summary>
    public long FileBytes { get; }

    /// <summary>The bytes that the saved model has at most: its weights count in full, and of its vocabulary what packing leaves.</summary>
    public long SavedBytes { get; }

    /// <summary>What a piece more costs, about.</summary>
    public double BytesOfPiece { get; }

    /// <summary>Makes a student and forgets it.</summary>
    /// <param name="recipe">What is pruned.</param>
    /// <param name="student">How it is rounded, and how much is pruned.</param>
    /// <param name="shape">Its size.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="teacher">What it learns from.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static StudentTrial Of(
        CompressionRecipe recipe, RecipeStudent student, StudentShape shape, TextTokenizer tokenizer, StageModel teacher, CancellationToken cancellationToken)
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
        run.Round(new TrainingEnvironment(seed: 0, cancellationToken: cancellationToken), data: null);
        var encoded = CompressedModelEncoder.Encode(model, ValueFormat.Float32);
        return Of(encoded, student.Sparsity > 0 ? PrunedSlack : 1);
    }

    private static StudentTrial Of(CompressedModel model, double slack)
    {
        var pieces = model.Vocabulary.Pieces.Bytes.ToArray();
        var packed = PackedSlack * PackedBytes(pieces);
        var weights = slack * (model.SizeInBytes - pieces.Length);
        return new StudentTrial(
            model.SizeInBytes,
            (long)(weights + Math.Min(pieces.Length, packed)) + BytesBeside,
            (model.Embeddings.Words.SizeInBytes + packed) / model.Vocabulary.Count);
    }

    private static long PackedBytes(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(bytes);
        }

        return packed.Length;
    }
}
