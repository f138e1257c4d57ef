namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Whether the other files of a folder say what its <c>tokenizer.json</c> says: programs differ in which of them they read.</summary>
internal static class TokenizerFolderChecks
{
    private const string Remedy = "Delete the file that is wrong, or fetch both again.";

    /// <summary>Compares a <c>vocab.txt</c>.</summary>
    /// <exception cref="ModelFileException">A piece differs.</exception>
    public static void CheckVocabulary(Vocabulary vocabulary, string file)
    {
        PieceText expected = vocabulary.Pieces, found = VocabularyFile.ReadPieces(file);
        var index = PieceIndex.Of(found);
        var added = vocabulary.AddedTokens.ToDictionary(token => token.Id, token => token.Text);
        for (var id = 0; id < Math.Max(expected.Count, found.Count); id++)
        {
            var expectedPiece = id < expected.Count ? expected[id] : [];
            var foundPiece = id < found.Count && index.Find(found[id]) == id ? found[id] : [];
            if (!expectedPiece.SequenceEqual(foundPiece) && !IsAdded(id, foundPiece))
            {
                throw new ModelFileException(
                    file, $"line {id + 1}", $"{Show(expectedPiece)}, as in tokenizer.json", Show(foundPiece), Remedy);
            }
        }

        bool IsAdded(int id, ReadOnlySpan<byte> piece) => added.TryGetValue(id, out var text) && text == System.Text.Encoding.UTF8.GetString(piece);
    }

    /// <summary>Compares a <c>tokenizer_config.json</c> as far as it says something of the normaliser.</summary>
    /// <exception cref="ModelFileException">A setting differs.</exception>
    public static void CheckOptions(TokenizerOptions expected, TokenizerConfigJson config)
    {
        var found = config.ReadOptions(expected);
        Check("do_lower_case", expected.LowerCase, found.LowerCase);
        Check("strip_accents", expected.StripAccents ?? expected.LowerCase, found.StripAccents ?? found.LowerCase);
        Check("tokenize_chinese_chars", expected.SplitCjk, found.SplitCjk);

        void Check(string setting, bool isExpected, bool isFound)
        {
            if (isExpected != isFound)
            {
                throw new ModelFileException(config.Settings.File, $"'{setting}'", $"{isExpected}, as in tokenizer.json", $"{isFound}", Remedy);
            }
        }
    }

    private static string Show(ReadOnlySpan<byte> piece) => piece.IsEmpty ? "no piece" : $"\"{System.Text.Encoding.UTF8.GetString(piece)}\"";
}
