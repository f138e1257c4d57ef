using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Training.Models;

/// <summary>A model with fewer pieces, in memory of its own: <see cref="Runtime.Models.VocabularyReduction"/> for trainable models.</summary>
internal static class TextModelReduction
{
    /// <param name="model">The model whose vocabulary was cut; not changed.</param>
    /// <param name="cut">The pieces.</param>
    /// <exception cref="ArgumentException">The cut is one of another vocabulary.</exception>
    public static TextModel Of(TextModel model, VocabularyCut cut)
    {
        if (cut.PiecesBefore != model.Tokenizer.Vocabulary.Count)
        {
            throw new ArgumentException(
                $"The pieces were chosen of a vocabulary of {cut.PiecesBefore}, but the model's has {model.Tokenizer.Vocabulary.Count}.", nameof(cut));
        }

        var reduced = new TextModel(model.Shape with { VocabularySize = cut.Rows.Length }, cut.Tokenizer, model.Labels, model.MaxTokens, model.HeadKind, model.Dense)
        {
            NewTensors = model.NewTensors,
            IsUntrained = model.IsUntrained,
        };
        LeftOut.Copy(model, reduced);
        foreach (var (from, to) in model.Parameters.Zip(reduced.Parameters))
        {
            if (from.Count == to.Count)
            {
                from.ValueSpan.CopyTo(to.ValueSpan);
            }
            else
            {
                CopyRows(from.ValueSpan, to.ValueSpan, cut);
            }
        }

        return reduced;
    }

    /// <summary>Copies what belongs to the kept pieces: embeddings, or the numbers of a decoder's bias.</summary>
    private static void CopyRows(ReadOnlySpan<float> from, Span<float> to, VocabularyCut cut)
    {
        var width = to.Length / cut.Rows.Length;
        for (var row = 0; row < cut.Rows.Length; row++)
        {
            from.Slice(cut.Rows[row] * width, width).CopyTo(to[(row * width)..]);
        }
    }
}
