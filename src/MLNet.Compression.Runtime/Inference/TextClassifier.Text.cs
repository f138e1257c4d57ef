using MLNet.Compression.Runtime.Inference;

namespace MLNet.Compression;

public sealed partial class TextClassifier
{
    /// <summary>Tokenises and scores one text; what is beyond the model's most tokens is cut off.</summary>
    /// <param name="text">The text.</param>
    /// <param name="probabilities">Receives the probability of each class, or the predicted values of a regression [<see cref="LabelCount"/>].</param>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is too short.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public void Score(ReadOnlySpan<char> text, Span<float> probabilities)
    {
        using var lease = _workspaces.Rent();
        _tokenizer.AddTo(lease.Workspace.EmptyBatch(), text, _maxTokens);
        ScoreSingle(lease.Workspace, probabilities);
    }

    /// <summary>Tokenises and scores a pair of texts; what is beyond the model's most tokens is cut off the longer one first.</summary>
    /// <param name="text">The first text.</param>
    /// <param name="pair">The second text.</param>
    /// <param name="probabilities">Receives the probability of each class, or the predicted values of a regression [<see cref="LabelCount"/>].</param>
    /// <exception cref="ArgumentException"><paramref name="probabilities"/> is too short, or the model has one token type only, where its tokenizer has two.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public void Score(ReadOnlySpan<char> text, ReadOnlySpan<char> pair, Span<float> probabilities)
    {
        if (!_tokenizer.Subwords.Template.TellsTextsApart(_shape.TokenTypes))
        {
            throw new ArgumentException("The model has one token type, so it can't tell a second text from the first.", nameof(pair));
        }

        using var lease = _workspaces.Rent();
        _tokenizer.AddTo(lease.Workspace.EmptyBatch(), text, pair, _maxTokens, TruncationStrategy.LongestFirst);
        ScoreSingle(lease.Workspace, probabilities);
    }

    private void ScoreSingle(Workspace workspace, Span<float> probabilities)
    {
        CheckResult(1, probabilities);
        Forward(new SequenceChunk(workspace.Batch, 0, 1), workspace, probabilities[..LabelCount]);
        ToProbabilities(probabilities, 1);
    }
}
