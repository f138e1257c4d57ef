using MLNet.Compression.Runtime.Inference;
using MLNet.Compression.Runtime.Inference.Masks;

namespace MLNet.Compression;

/// <summary>Proposes pieces for the places of a text that are masked. Immutable; any number of threads may call it at once.</summary>
public sealed class MaskFiller : IDisposable
{
    private readonly TextTokenizer _tokenizer;
    private readonly int _maxTokens;
    private readonly int _maskId;
    private readonly TokenOutputs _outputs;

    /// <summary>Lays the weights of a model out for this machine.</summary>
    /// <param name="model">A model with the head <see cref="HeadKind.MaskedLm"/>.</param>
    /// <param name="threads">Threads that share a batch, the caller's included; 0 for all processors. Results do not depend on it.</param>
    /// <exception cref="ArgumentException">The model has another head, or its vocabulary no mask.</exception>
    public MaskFiller(CompressedModel model, int threads = 1)
    {
        HeadCheck.Require(model, HeadKind.MaskedLm);
        _maskId = model.Vocabulary.MaskId
            ?? throw new ArgumentException($"The model's vocabulary has no {model.Vocabulary.Names.Mask} piece to mark a place with.", nameof(model));
        _outputs = new TokenOutputs(model, threads, _maskId);
        _tokenizer = model.CreateTokenizer(model.Tokenizer with { RecognizeSpecialTokens = true });
        _maxTokens = model.MaxTokens;
    }

    /// <summary>What marks a place in a text: "[MASK]".</summary>
    public string Mask => _tokenizer.Vocabulary[_maskId];

    /// <summary>The most probable pieces for each masked place.</summary>
    /// <param name="text">A text with <see cref="Mask"/> in it, as often as wanted. Other special pieces count as such too. What is beyond the model's most tokens is cut off.</param>
    /// <param name="top">How many pieces for each place; at least 1, at most the whole vocabulary.</param>
    /// <returns>For each place that was not cut off, in the text's order, its pieces, the most probable first.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The filler was disposed.</exception>
    public IReadOnlyList<IReadOnlyList<LikelyPiece>> Fill(string text, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Fill([text], top)[0];
    }

    /// <summary>The same for several texts at once.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="top">How many pieces for each place; at least 1, at most the whole vocabulary.</param>
    /// <returns>For each text what <see cref="Fill(string, int)"/> gives.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="top"/> is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The filler was disposed.</exception>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<LikelyPiece>>> Fill(IReadOnlyList<string> texts, int top = 5)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(top, _tokenizer.Vocabulary.Count);
        var batch = new TokenBatch();
        foreach (var text in texts)
        {
            _tokenizer.AddTo(batch, text, _maxTokens);
        }

        var logits = new float[batch.Ids.Count(_maskId) * _outputs.Outputs];
        _outputs.Compute(batch, logits);
        var places = logits.Chunk(_outputs.Outputs).Select(row => LikelyPieces.Of(row, top, _tokenizer.Vocabulary)).ToList();
        return TakePlaces(places, batch);
    }

    /// <summary>Releases the memory for scoring once running calls are done.</summary>
    public void Dispose() => _outputs.Dispose();

    /// <summary>The places of each text.</summary>
    private List<IReadOnlyList<LikelyPiece>>[] TakePlaces(List<IReadOnlyList<LikelyPiece>> places, TokenBatch batch)
    {
        var (results, taken) = (new List<IReadOnlyList<LikelyPiece>>[batch.SequenceCount], 0);
        for (var text = 0; text < results.Length; text++)
        {
            var count = batch.Ids[batch.SequenceStarts[text]..batch.SequenceStarts[text + 1]].Count(_maskId);
            results[text] = places.GetRange(taken, count);
            taken += count;
        }

        return results;
    }
}
