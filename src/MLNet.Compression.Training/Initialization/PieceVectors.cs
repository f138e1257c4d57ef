using System.Numerics.Tensors;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>What a teacher gives of each piece.</summary>
internal static class PieceVectors
{
    private const int BatchPieces = 512;

    /// <summary>The rows of the teacher's word table; of a piece that it splits, their mean.</summary>
    /// <returns>A vector for each piece [embedding size].</returns>
    public static float[][] OfTable(TextModel teacher, IReadOnlyList<TextPiece> pieces)
    {
        var words = teacher.Encoder.Embeddings.Words.Value;
        return [.. pieces.Select(piece =>
        {
            var mean = new float[words.Columns];
            foreach (var id in piece.Teacher)
            {
                TensorPrimitives.MultiplyAdd(words.RowSpan(id), 1f / piece.Teacher.Count, mean, mean);
            }

            return mean;
        })];
    }

    /// <summary>The mean of the teacher's last states over <c>[CLS] piece [SEP]</c>.</summary>
    /// <returns>A vector for each piece [hidden size].</returns>
    /// <exception cref="OperationCanceledException">The environment's token was cancelled.</exception>
    public static float[][] OfOutputs(TextModel teacher, IReadOnlyList<TextPiece> pieces, TrainingEnvironment environment)
    {
        using var encoder = new SentenceEncoder(CompressedModelEncoder.Encode(teacher, ValueFormat.Float32), environment.Workers.Threads);
        var vectors = new List<float[]>(pieces.Count);
        var batch = new TokenBatch();
        var meter = new PassMeter("vectors", (pieces.Count + BatchPieces - 1) / BatchPieces, environment.Progress);
        foreach (var chunk in pieces.Chunk(BatchPieces))
        {
            environment.CancellationToken.ThrowIfCancellationRequested();
            Fill(batch, chunk, teacher.Tokenizer.Vocabulary);
            var values = new float[chunk.Length * encoder.Dimensions];
            encoder.Encode(batch, values);
            vectors.AddRange(values.Chunk(encoder.Dimensions));
            meter.Add(loss: 0, batch.TokenCount);
        }

        return [.. vectors];
    }

    private static void Fill(TokenBatch batch, TextPiece[] pieces, Vocabulary vocabulary)
    {
        batch.Clear();
        foreach (var piece in pieces)
        {
            int[] ids = [vocabulary.ClassificationId, .. piece.Teacher, vocabulary.SeparatorId];
            batch.AddSequence(ids, new int[ids.Length]);
        }
    }
}
