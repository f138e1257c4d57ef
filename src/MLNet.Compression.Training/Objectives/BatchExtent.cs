using MLNet.Compression.Training.Data;

namespace MLNet.Compression.Training.Objectives;

/// <summary>How much a batch holds of what means are taken over.</summary>
/// <param name="Lengths">The tokens of each sequence.</param>
/// <param name="OutputPerToken">Whether the model has a row of logits for each token, not for each sequence.</param>
/// <param name="Targets">What the batch is to be learnt to give.</param>
/// <param name="Content">The tokens themselves.</param>
internal sealed record BatchExtent(IReadOnlyList<int> Lengths, bool OutputPerToken, Targets Targets, TokenBatch Content)
{
    public int Sequences => Lengths.Count;

    public long Tokens => Lengths.Sum(length => (long)length);

    /// <summary>Pairs of tokens of one sequence: the attention scores of one head.</summary>
    public long TokenPairs => Lengths.Sum(length => (long)length * length);

    /// <summary>Rows of the logits.</summary>
    public int LogitRows => OutputPerToken ? checked((int)Tokens) : Sequences;

    /// <param name="batch">A batch.</param>
    /// <param name="outputPerToken">Whether the model has a row of logits for each token.</param>
    public static BatchExtent Of(TrainingBatch batch, bool outputPerToken)
    {
        var starts = batch.Tokens.SequenceStarts;
        var lengths = new int[starts.Length - 1];
        for (var i = 0; i < lengths.Length; i++)
        {
            lengths[i] = starts[i + 1] - starts[i];
        }

        return new BatchExtent(lengths, outputPerToken, batch.Targets, batch.Tokens);
    }
}
