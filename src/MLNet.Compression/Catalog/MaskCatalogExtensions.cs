using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Training.Models;
using Catalog = Microsoft.ML.TransformsCatalog.TextTransforms;

namespace MLNet.Compression;

/// <summary>Masked language models at work, on <c>mlContext.Transforms.Text</c>.</summary>
public static class MaskCatalogExtensions
{
    /// <summary>Proposes pieces for the masked places of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="checkpoint">A Hugging Face folder of a BERT, ALBERT or DistilBERT model with a masked-LM head.</param>
    /// <param name="options">Columns, and how many pieces; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static MaskFillingEstimator FillMask(this Catalog catalog, string checkpoint, MaskFillingEstimator.Options? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(checkpoint);
        return new MaskFillingEstimator(CatalogEnvironment.Of(catalog), () => Load(checkpoint), options ?? new());
    }

    /// <summary>Proposes pieces for the masked places of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model with a learnt masked-LM head, as continued pre-training and general distillation leave it.</param>
    /// <param name="options">Columns, and how many pieces; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model's head was not learnt, or an option is out of range.</exception>
    public static MaskFillingEstimator FillMask(this Catalog catalog, PretrainedTextTransformer model, MaskFillingEstimator.Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.IsMaskedLanguageModel
            ? FillMask(catalog, model.Model, options)
            : throw new ArgumentException("The model's masked-LM head was not learnt with its encoder, so it can't propose pieces: continue its pre-training first.", nameof(model));
    }

    /// <summary>Proposes pieces for the masked places of texts.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="model">A model with a masked-LM head.</param>
    /// <param name="options">Columns, and how many pieces; null for the defaults.</param>
    /// <exception cref="ArgumentException">The model has another head, or an option is out of range.</exception>
    public static MaskFillingEstimator FillMask(this Catalog catalog, CompressedModel model, MaskFillingEstimator.Options? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Head == HeadKind.MaskedLm
            ? new MaskFillingEstimator(CatalogEnvironment.Of(catalog), () => model, options ?? new())
            : throw new ArgumentException($"The model has the head {model.Head}, and proposes no pieces: one with the head {HeadKind.MaskedLm} is needed.", nameof(model));
    }

    private static CompressedModel Load(string checkpoint)
    {
        var start = PretrainedModel.Load(checkpoint);
        var model = start.Create([], HeadKind.MaskedLm, start.Shape.MaxPositions, seed: 0);
        return model.NewTensors.Count == 0
            ? CompressedModelEncoder.Encode(model, ValueFormat.Float32)
            : throw new ArgumentException(
                $"'{checkpoint}' has no masked-LM head, so it can't propose pieces: it lacks {string.Join(", ", model.NewTensors)}. Name a model that still has the head of its pre-training, or continue the pre-training of this one first.",
                nameof(checkpoint));
    }
}
