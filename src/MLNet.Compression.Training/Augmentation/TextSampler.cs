using MLNet.Compression.Training.Numerics;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Training.Augmentation;

/// <summary>Makes new texts of a few: a masked-LM draws every token of a text anew, some at a time (Wang and Cho 2019, "BERT has a Mouth, and It Must Speak").</summary>
/// <remarks>
/// <para>A sweep visits the tokens of a text in random order. A share of them is hidden, and each of these is drawn from the model's softmax, sharpened by
/// a temperature, over the most probable pieces.</para>
/// <para>Differences from the paper: it draws one position at a time, chosen with repetition, from masks alone; here a sweep draws every position once, and a
/// text may begin with one of the seeds, so that it stays in their field. Marks, unknown and unused pieces are never drawn.</para>
/// </remarks>
internal sealed class TextSampler
{
    // Sequences that run together. What belongs to a run follows from this alone: a sequence's logits might depend on those beside it in the last bit.
    internal const int SequencesOfRun = 16;

    private readonly MaskedLanguageModel _model;
    private readonly SamplingOptions _options;
    private readonly ulong _seed;
    private readonly PieceSampler _sampler;

    /// <param name="model">The masked-LM.</param>
    /// <param name="options">How texts are drawn.</param>
    /// <param name="seed">What the draws depend on.</param>
    /// <exception cref="ArgumentException">No piece of the vocabulary can be drawn.</exception>
    public TextSampler(MaskedLanguageModel model, SamplingOptions options, ulong seed)
    {
        (_model, _options, _seed) = (model, options, seed);
        var mayDraw = MayDraw(model.Tokenizer.Vocabulary);
        if (!mayDraw.Contains(true))
        {
            throw new ArgumentException("The vocabulary of the masked-LM has marks alone, and no piece that a text could be made of.", nameof(model));
        }

        _sampler = new PieceSampler(mayDraw, options.TopPieces, options.Temperature);
    }

    /// <summary>What the user should know of the model's files, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _model.Notes;

    private Vocabulary Vocabulary => _model.Tokenizer.Vocabulary;

    /// <summary>Reads the model that options name.</summary>
    /// <param name="options">The options, which are copied.</param>
    /// <param name="seed">What the draws depend on.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the model has no masked-LM head.</exception>
    /// <exception cref="IOException">A file or folder is missing.</exception>
    /// <exception cref="ModelFileException">A file is damaged.</exception>
    public static TextSampler Load(SamplingOptions options, ulong seed)
    {
        OptionsValidation.Validate(options);
        return new TextSampler(MaskedLanguageModel.Load(options.MaskedLanguageModel!, options.Threads), options.Clone(), seed);
    }

    /// <summary>Sets the texts to begin with.</summary>
    /// <param name="seeds">Texts, or pairs.</param>
    /// <exception cref="ArgumentException">None of the seeds has a token.</exception>
    public SampledTexts From(IReadOnlyList<TextVariant> seeds)
    {
        var maxTokens = Math.Min(_options.MaxTokens, _model.MaxTokens);
        SeedSequence[] sequences = [.. seeds.Select(seed => SeedSequence.Of(seed, _model, maxTokens)).Where(sequence => sequence.Places.Length > 0)];
        return sequences.Length > 0
            ? new SampledTexts(this, sequences, [.. seeds, .. sequences.Select(sequence => SequenceText.Of(sequence.Ids, Vocabulary))], _options.Count)
            : throw new ArgumentException($"None of the {seeds.Count} seed texts has a token: give at least one text that is not empty.", nameof(seeds));
    }

    /// <summary>Makes the texts of the numbers from a first one on.</summary>
    /// <param name="seeds">What they begin with.</param>
    /// <param name="first">The number of the first of <see cref="SequencesOfRun"/> texts.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    internal IEnumerable<TextVariant> Run(IReadOnlyList<SeedSequence> seeds, long first, CancellationToken cancellationToken)
    {
        var run = new SampledSequence[SequencesOfRun];
        for (var i = 0; i < run.Length; i++)
        {
            var seed = SeededRandom.Combine(_seed, (ulong)(first + i));
            var start = seeds[new SeededRandom(seed, stream: ulong.MaxValue).NextInt(seeds.Count)];
            run[i] = new SampledSequence(start, _model, _options, seed);
        }

        for (var step = 0; step < run.Max(sequence => sequence.Steps); step++)
        {
            DrawNext([.. run.Where(sequence => step < sequence.Steps)], cancellationToken);
        }

        return run.Select(sequence => sequence.ToText(Vocabulary));
    }

    private static bool[] MayDraw(Vocabulary vocabulary)
    {
        var mayDraw = vocabulary.Tokens.Select(piece => piece.Length > 0 && !piece.StartsWith("[unused", StringComparison.Ordinal)).ToArray();
        foreach (var mark in new[] { vocabulary.PaddingId, vocabulary.UnknownId, vocabulary.ClassificationId, vocabulary.SeparatorId, vocabulary.MaskId ?? 0 }.Concat(vocabulary.AddedTokens.Select(token => token.Id)))
        {
            mayDraw[mark] = false;
        }

        return mayDraw;
    }

    private void DrawNext(SampledSequence[] sequences, CancellationToken cancellationToken)
    {
        var batch = new TokenBatch();
        var hidden = new List<(int Sequence, int Place, int Token)>();
        for (var s = 0; s < sequences.Length; s++)
        {
            foreach (var place in sequences[s].HideNext())
            {
                hidden.Add((s, place, batch.TokenCount + place));
            }

            sequences[s].AddTo(batch);
        }

        _model.Predict(
            batch,
            [.. hidden.Select(token => token.Token)],
            (i, logits) => sequences[hidden[i].Sequence].Draw(hidden[i].Place, logits, _sampler),
            cancellationToken);
    }
}
