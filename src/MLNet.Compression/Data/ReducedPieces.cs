using MLNet.Compression.Logging;
using MLNet.Compression.Runtime.Tokenization.Reduction;

namespace MLNet.Compression.Data;

/// <summary>The pieces of a model that is made smaller before it is trained.</summary>
internal static class ReducedPieces
{
    /// <summary>Chooses pieces by the texts that the model will be trained on.</summary>
    /// <param name="tokenizer">The tokenizer with all pieces.</param>
    /// <param name="pieces">How many to keep.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="whose">Whose vocabulary it will be, in the log.</param>
    /// <param name="log">Is told what the choice does to the texts.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">There are fewer pieces than texts can be split into at all.</exception>
    /// <exception cref="NotSupportedException">The vocabulary is not WordPiece.</exception>
    public static VocabularyCut Of(TextTokenizer tokenizer, int pieces, IEnumerable<string> texts, string whose, StageLog log, CancellationToken cancellationToken)
    {
        string[] all = [.. texts];
        var whole = tokenizer.RequireWordPiece("Reducing a vocabulary");
        var cut = new VocabularyCut(whole, new PieceChoice(whole).ByNumber(pieces, PieceTally.Of(tokenizer, all, cancellationToken)));
        log.Inform($"{whose} vocabulary: {cut.Measure(whole, all, cancellationToken)}");
        return cut;
    }
}
