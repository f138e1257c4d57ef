using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>Hides random tokens behind [MASK] (or [UNK] where the vocabulary has no [MASK]), so that few texts serve as many.</summary>
/// <param name="vocabulary">The vocabulary.</param>
/// <param name="share">The share of the tokens to hide, special ones apart.</param>
internal sealed class TokenMasking(Vocabulary vocabulary, double share) : ITokenTransform
{
    private readonly int _mask = vocabulary.MaskId ?? vocabulary.UnknownId;

    public void Apply(TrainingBatch batch)
    {
        Apply(batch.Tokens, batch.Seed);
        batch.IsAltered = true;
    }

    /// <summary>Hides tokens.</summary>
    /// <param name="batch">The tokens.</param>
    /// <param name="seed">What the choice depends on, beside the position in the batch.</param>
    public void Apply(TokenBatch batch, ulong seed)
    {
        var random = new SeededRandom(seed, stream: 0);
        foreach (ref var id in batch.EditableIds)
        {
            var hide = random.NextDouble() < share;
            id = hide && id != vocabulary.ClassificationId && id != vocabulary.SeparatorId ? _mask : id;
        }
    }
}
