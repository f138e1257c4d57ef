namespace MLNet.Compression;

/// <summary>How far the learning of a vocabulary has come.</summary>
/// <param name="Texts">Texts read so far.</param>
/// <param name="Words">Different words that are counted.</param>
/// <param name="DroppedWords">Times that a rare word was left out, because there were more than <see cref="WordPieceTrainerOptions.MostWords"/>; 0 where the vocabulary is exact.</param>
/// <param name="Pieces">Pieces of the vocabulary so far; 0 while texts are read.</param>
public readonly record struct WordPieceProgress(long Texts, int Words, long DroppedWords, int Pieces);
