using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>
/// Hides tokens of each sequence anew every time and makes the hidden pieces targets (Devlin et al. 2019, section 3.1; anew every time as
/// in Liu et al. 2019).
/// </summary>
/// <remarks>
/// Of a sequence's n tokens that are not special, round(share · n), at least 1, are drawn without replacement in proportion to their
/// pieces' weights. BERT counts special tokens in n; DistilBERT's code draws ⌈share · n⌉ of a whole batch, so that sequences of rare
/// pieces lose more, and takes special and unused pieces for random ones too.
/// </remarks>
internal sealed class DynamicMasking : ITokenTransform
{
    private const ulong Purpose = 0x6D61736B;
    private readonly IMaskablePieces _pieces;
    private readonly Masking _masking;
    private readonly int _tokenization;

    /// <param name="pieces">What may be hidden, and what takes its place.</param>
    /// <param name="masking">How much.</param>
    /// <param name="tokenization">Of which of a batch's tokenizations.</param>
    /// <exception cref="ArgumentException">The shares are more than all.</exception>
    public DynamicMasking(IMaskablePieces pieces, Masking masking, int tokenization = 0)
    {
        masking.Check();
        (_pieces, _masking, _tokenization) = (pieces, masking, tokenization);
    }

    /// <summary>For the pieces of a vocabulary as often as they occur in some rows.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="masking">How much is hidden.</param>
    /// <param name="data">The rows.</param>
    /// <exception cref="ArgumentException">The vocabulary has no mask piece, or the shares are more than all.</exception>
    public static DynamicMasking Of(Vocabulary vocabulary, Masking masking, params IEnumerable<TextDataset> data) =>
        new(MaskablePieces.Of(vocabulary, masking, data), masking);

    /// <summary>Hides tokens; the batch's targets become the pieces that stood there.</summary>
    public void Apply(TrainingBatch batch)
    {
        batch.SetTargets(_tokenization, Apply(batch.TokensOf(_tokenization), batch.SeedOf(Purpose + (ulong)_tokenization)));
        batch.IsAltered = true;
    }

    /// <summary>Hides tokens of some sequences.</summary>
    /// <param name="batch">The sequences; the hidden tokens' ids are overwritten.</param>
    /// <param name="seed">What the choice depends on, beside the sequence's place in the batch.</param>
    /// <returns>The piece that stood at each chosen token, <see cref="TokenTargets.None"/> elsewhere.</returns>
    public TokenTargets Apply(TokenBatch batch, ulong seed)
    {
        var targets = new int[batch.TokenCount];
        targets.AsSpan().Fill(TokenTargets.None);
        var ids = batch.EditableIds;
        for (var sequence = 0; sequence < batch.SequenceCount; sequence++)
        {
            var start = batch.SequenceStarts[sequence];
            Hide(ids.Slice(start, batch.LengthOf(sequence)), targets.AsSpan(start), new SeededRandom(seed, (ulong)sequence));
        }

        return new TokenTargets(targets);
    }

    private void Hide(Span<int> ids, Span<int> targets, SeededRandom random)
    {
        foreach (var token in Choose(ids, random))
        {
            targets[token] = ids[token];
            var action = random.NextDouble();
            var replacements = _pieces.ReplacementsOf(ids[token]);
            var replacement = replacements[random.NextInt(replacements.Length)];
            ids[token] = action < _masking.MaskShare ? _pieces.MaskOf(ids[token]) : action < _masking.MaskShare + _masking.RandomShare ? replacement : ids[token];
        }
    }

    /// <summary>Tokens, ascending, drawn one after another in proportion to their weights: those whose −log(u) / weight is smallest (Efraimidis and Spirakis 2006).</summary>
    private int[] Choose(ReadOnlySpan<int> ids, SeededRandom random)
    {
        var candidates = new List<(double Key, int Token)>(ids.Length);
        for (var token = 0; token < ids.Length; token++)
        {
            var wait = -Math.Log(1 - random.NextDouble());
            if (_pieces.WeightOf(ids[token]) is > 0 and var weight)
            {
                candidates.Add((wait / weight, token));
            }
        }

        candidates.Sort();
        var count = Math.Clamp((int)Math.Round(_masking.Share * candidates.Count), Math.Min(1, candidates.Count), candidates.Count);
        return [.. candidates.Take(count).Select(candidate => candidate.Token).Order()];
    }
}
