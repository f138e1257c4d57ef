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

    private TrainingBatch? Batch { get; init; }

    /// <param name="batch">A batch.</param>
    /// <param name="outputPerToken">Whether the model has a row of logits for each token.</param>
    /// <param name="tokenization">Which of the batch's tokens the model reads.</param>
    public static BatchExtent Of(TrainingBatch batch, bool outputPerToken, int tokenization = 0)
    {
        var tokens = batch.TokensOf(tokenization);
        int[] lengths = [.. Enumerable.Range(0, tokens.SequenceCount).Select(tokens.LengthOf)];
        return new BatchExtent(lengths, outputPerToken, batch.TargetsOf(tokenization), tokens) { Batch = batch };
    }

    /// <summary>The same batch as a model of another tokenizer reads it.</summary>
    /// <param name="tokenization">Which of the batch's tokens that model reads.</param>
    public BatchExtent In(int tokenization) => tokenization == 0 ? this : Of(Batch!, OutputPerToken, tokenization);
}
