namespace MLNet.Compression.Runtime.Tokenization.HuggingFace;

/// <summary>Whether the other files of a folder say what its <c>tokenizer.json</c> says: programs differ in which of them they read.</summary>
internal static class TokenizerFolderChecks
{
    private const string Remedy = "Delete the file that is wrong, or fetch both again.";

    /// <summary>Compares a <c>vocab.txt</c>, if it is there.</summary>
    /// <exception cref="ModelFileException">A piece differs.</exception>
    public static void CheckVocabulary(BertTokenizer tokenizer, string file)
    {
        if (!File.Exists(file))
            return;
        IReadOnlyList<string> expected = tokenizer.Vocabulary.Tokens;
        IReadOnlyList<string> found = Vocabulary.Load(file).Tokens;
        for (int id = 0; id < Math.Max(expected.Count, found.Count); id++)
        {
            string expectedPiece = PieceOf(expected, id), foundPiece = PieceOf(found, id);
            if (expectedPiece != foundPiece)
                throw new ModelFileException(file, $"line {id + 1}", $"{expectedPiece}, as in tokenizer.json", foundPiece, Remedy);
        }
    }

    /// <summary>Compares a <c>tokenizer_config.json</c>, if it is there, as far as it says something of the normaliser.</summary>
    /// <exception cref="ModelFileException">A setting differs.</exception>
    public static void CheckOptions(BertTokenizer tokenizer, string file)
    {
        if (!File.Exists(file))
            return;
        TokenizerOptions expected = tokenizer.Options;
        TokenizerOptions found = TokenizerConfigJson.Read(file, expected);
        Check(file, "do_lower_case", expected.LowerCase, found.LowerCase);
        Check(file, "strip_accents", expected.StripAccents ?? expected.LowerCase, found.StripAccents ?? found.LowerCase);
        Check(file, "tokenize_chinese_chars", expected.SplitCjk, found.SplitCjk);
    }

    private static void Check(string file, string setting, bool expected, bool found)
    {
        if (expected != found)
            throw new ModelFileException(file, $"'{setting}'", $"{expected}, as in tokenizer.json", $"{found}", Remedy);
    }

    private static string PieceOf(IReadOnlyList<string> pieces, int id) => id < pieces.Count ? $"\"{pieces[id]}\"" : "no piece";
}
