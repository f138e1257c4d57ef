namespace MLNet.Compression.Runtime.Tokenization.Learning;

/// <summary>Passes on how many pieces there are, once there are some.</summary>
internal sealed class PieceProgress(IProgress<int> listener) : IProgress<WordPieceProgress>
{
    public void Report(WordPieceProgress value)
    {
        if (value.Pieces > 0)
        {
            listener.Report(value.Pieces);
        }
    }
}
