using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Training.Initialization;

/// <summary>Makes a static student of another static model.</summary>
internal static class StaticCopy
{
    /// <param name="source">The other model's shape.</param>
    /// <param name="student">The student's.</param>
    /// <param name="name">The start, for the message.</param>
    /// <exception cref="ArgumentException">The vectors have other dimensions.</exception>
    public static void Require(BertShape source, BertShape student, string name)
    {
        if (source.EmbeddingSize != student.EmbeddingSize)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{name} has vectors of {source.EmbeddingSize} dimensions, but the student is to have {student.EmbeddingSize}: choose StudentShape.Static({source.EmbeddingSize}), or make the vectors anew with StudentInitialization.StaticVectors."));
        }
    }

    /// <summary>Takes vectors piece by piece, the hidden layer if it is as wide, and the classifier where it stands for the same.</summary>
    /// <param name="source">The other model.</param>
    /// <param name="student">The student, of random weights.</param>
    /// <param name="words">For each row of the student's table the other model's row of the same piece.</param>
    /// <param name="takesHead">Whether the other model's head says anything.</param>
    public static void Run(TextModel source, TextModel student, int[] words, bool takesHead)
    {
        var features = UnitSelection.Leading(source.Shape.EmbeddingSize, student.Shape.EmbeddingSize);
        WeightCopy.Table(source.Encoder.Embeddings.Words, student.Encoder.Embeddings.Words, words, features);
        if (!takesHead || source.Shape.HiddenSize != student.Shape.HiddenSize || source.Shape.Pooler != student.Shape.Pooler)
        {
            return;
        }

        foreach (var (from, to) in source.Head.Parameters.Zip(student.Head.Parameters))
        {
            from.ValueSpan.CopyTo(to.ValueSpan);
        }
    }
}
