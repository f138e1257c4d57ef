using System.ComponentModel.DataAnnotations;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Number formats that are chosen for each matrix of a model by what it loses in them, so that the model keeps a budget of bytes, of time, or of both. Equal by value.</summary>
/// <param name="Bytes">The most bytes of the model's file, vocabulary and embeddings included. Default no limit, where there is one of <see cref="Milliseconds"/>.</param>
public sealed record BitAllocation([property: Range(1.0, long.MaxValue)] long Bytes = long.MaxValue) : IOptionParts
{
    private readonly ValueList<QuantizationScheme> _schemes = [.. new[] { 2, 3, 4, 6 }.Select(QuantizationScheme.LearnedStep), QuantizationScheme.Int8];
    private readonly ValueList<QuantizationScheme>? _wordSchemes;

    /// <summary>
    /// The most milliseconds of one text on one thread of this machine; null, the default, for no limit. What each matrix takes in each format is measured once for each size, what else a
    /// text takes once for the whole model, and their sum keeps the budget. For classifiers and regressions of texts.
    /// </summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true)]
    public double? Milliseconds { get; init; }

    /// <summary>Tokens of the text that <see cref="Milliseconds"/> are of. Default 32.</summary>
    [Range(1, 65_536)]
    public int Tokens { get; init; } = 32;

    /// <summary>The formats to choose from. Default 2, 3, 4 and 6 bits with learnt steps, and int8.</summary>
    public IReadOnlyList<QuantizationScheme> Schemes
    {
        get => _schemes;
        init => _schemes = new(value ?? []);
    }

    /// <summary>The formats to choose from for the word embeddings; null, the default, for <see cref="Schemes"/>.</summary>
    public IReadOnlyList<QuantizationScheme>? WordSchemes
    {
        get => _wordSchemes;
        init => _wordSchemes = value is null ? null : new(value);
    }

    /// <summary>The most rows to see from what the model loses: a seeded sample where there are more. Labels are not read. Default 256.</summary>
    [Range(1, int.MaxValue)]
    public int Rows { get; init; } = 256;

    /// <summary>
    /// Whether what the model loses is measured, by a pass over the rows for each matrix in each format; otherwise, the default, it is estimated from one gradient pass for all of
    /// them, which takes errors to be small and independent.
    /// </summary>
    public bool IsMeasured { get; init; }

    /// <summary>Refuses a model whose word embeddings can't have one of the formats.</summary>
    /// <exception cref="ArgumentException">One can't.</exception>
    internal void Check(BertShape shape)
    {
        if ((WordSchemes ?? Schemes).Select(scheme => scheme.FaultFor(shape.VocabularySize, shape.EmbeddingSize)).FirstOrDefault(fault => fault is not null) is { } fault)
        {
            throw new ArgumentException($"{nameof(WordSchemes)}: {fault}");
        }
    }

    /// <summary>What is wrong with it whatever the model; a sentence for each fault.</summary>
    internal IEnumerable<string> Faults()
    {
        if (_schemes.Count == 0 || _wordSchemes is { Count: 0 } || _schemes.Concat(_wordSchemes ?? []).Contains(null))
        {
            yield return $"there is nothing to choose from: give {nameof(Schemes)}, such as {nameof(QuantizationScheme)}.{nameof(QuantizationScheme.Int8)}, and none that is null.";
        }

        if (Bytes == long.MaxValue && Milliseconds is null)
        {
            yield return $"there is no budget: give {nameof(Bytes)} or {nameof(Milliseconds)}.";
        }

        foreach (var scheme in _schemes.Where(scheme => scheme is { IsForWords: true }))
        {
            yield return $"{scheme} is for word embeddings alone: move it to {nameof(WordSchemes)}.";
        }
    }
}
