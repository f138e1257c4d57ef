using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Runtime.Models;

/// <summary>Models with fewer pieces: the rows of the word table, and of a masked-LM head's bias, that belong to the kept ones, as they are stored.</summary>
internal static class VocabularyReduction
{
    private const string Words = "embeddings.word_embeddings.weight";
    private const string DecoderBias = "cls.predictions.bias";

    /// <summary>A compressed model with the pieces of a cut; all else is shared with the old one.</summary>
    /// <param name="model">The model whose vocabulary was cut.</param>
    /// <param name="cut">The pieces.</param>
    /// <exception cref="ArgumentException">The cut is one of another vocabulary.</exception>
    public static CompressedModel Reduced(this CompressedModel model, VocabularyCut cut)
    {
        Require(cut, model.Vocabulary.Count);
        return new CompressedModel(
            model.Shape with { VocabularySize = cut.Rows.Length },
            model.Embeddings with { Words = model.Embeddings.Words.SelectRows(cut.Rows.AsSpan()) },
            model.Layers,
            model.Pooler,
            model.Classifier,
            model.Labels,
            cut.Tokenizer.Vocabulary,
            model.Tokenizer,
            model.MaxTokens,
            model.Head,
            model.LanguageModel is { } decoder ? decoder with { Bias = [.. cut.Rows.Select(row => decoder.Bias[row])] } : null,
            hasHalfVectors: model.HasHalfVectors);
    }

    /// <summary>A checkpoint with the pieces of a cut; all other tensors are shared with the old one.</summary>
    /// <param name="checkpoint">The checkpoint whose vocabulary was cut.</param>
    /// <param name="cut">The pieces.</param>
    /// <exception cref="ArgumentException">The cut is one of a larger vocabulary.</exception>
    public static Checkpoint Reduced(this Checkpoint checkpoint, VocabularyCut cut)
    {
        Require(cut, cut.PiecesBefore <= checkpoint.Shape.VocabularySize ? cut.PiecesBefore : checkpoint.Shape.VocabularySize);
        var settings = checkpoint.Settings with { Shape = checkpoint.Shape with { VocabularySize = cut.Rows.Length } };
        var tensors = checkpoint.Tensors.Values.Select(tensor => tensor.Name is Words or DecoderBias ? Select(tensor, cut) : tensor);
        return new Checkpoint(settings, tensors, checkpoint.UnusedTensors, checkpoint.Notes);
    }

    private static NamedTensor Select(NamedTensor tensor, VocabularyCut cut)
    {
        var width = tensor.Values.Length / tensor.Shape[0];
        var values = new float[cut.Rows.Length * width];
        for (var row = 0; row < cut.Rows.Length; row++)
        {
            tensor.Values.AsSpan(cut.Rows[row] * width, width).CopyTo(values.AsSpan(row * width));
        }

        return new NamedTensor(tensor.Name, tensor.Shape.SetItem(0, cut.Rows.Length), values);
    }

    private static void Require(VocabularyCut cut, int pieces)
    {
        if (cut.PiecesBefore != pieces)
        {
            throw new ArgumentException($"The pieces were chosen of a vocabulary of {cut.PiecesBefore}, but the model's has {pieces}.", nameof(cut));
        }
    }
}
