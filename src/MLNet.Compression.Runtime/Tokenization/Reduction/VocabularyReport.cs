using System.Globalization;

namespace MLNet.Compression;

/// <summary>What a reduction of a model's vocabulary did.</summary>
/// <param name="PiecesBefore">Pieces of the vocabulary before.</param>
/// <param name="Pieces">Pieces that were kept.</param>
/// <param name="Coverage">The share of the corpus's tokens whose piece was kept, 0 to 1.</param>
/// <param name="Texts">Texts of the corpus that the pieces were chosen by.</param>
/// <param name="ChangedTexts">The share of these texts that are split into other pieces than before, 0 to 1; all others are scored as before, bit for bit.</param>
public sealed record VocabularyReport(int PiecesBefore, int Pieces, double Coverage, int Texts, double ChangedTexts)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Pieces:N0} of {PiecesBefore:N0} pieces, which cover {Coverage:P2} of the tokens; {ChangedTexts:P2} of {Texts:N0} texts are split otherwise");
}
