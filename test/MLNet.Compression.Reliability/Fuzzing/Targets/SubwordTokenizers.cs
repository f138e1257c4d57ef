using System.Text.Json;
using MLNet.Compression.Runtime.Tokenization.BytePairs;
using MLNet.Compression.Runtime.Tokenization.HuggingFace;

namespace MLNet.Compression.Reliability.Fuzzing.Targets;

/// <summary>Folders of small tokenizers that are no WordPiece.</summary>
internal static class SubwordTokenizers
{
    public const string VocabularyName = "vocab.json";
    public const string MergesName = "merges.txt";
    public const string SentencePieceName = "spiece.model";

    private static readonly (string Left, string Right)[] _merges = [("t", "h"), ("th", "e"), ("\u0120", "c"), ("\u0120c", "a"), ("\u0120ca", "t"), ("u", "n"), ("a", "b"), ("ab", "le"), ("l", "e")];

    /// <summary>Byte-level BPE with files of its own for pieces and merges, as RoBERTa has them.</summary>
    public static string BytePairs(Workplace workplace) => workplace.CreateFolder("byte-pairs", [(VocabularyName, Pieces()), (MergesName, $"#version: 0.2\n{Merges()}")]);

    /// <summary>SentencePiece's unigram model, as ALBERT has it.</summary>
    public static string Unigrams(Workplace workplace)
    {
        var folder = workplace.CreateFolder("unigrams", []);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Golden", "unigrams", "albert", SentencePieceName), Path.Combine(folder, SentencePieceName), overwrite: true);
        return folder;
    }

    /// <summary>The tokenizer of a folder as one tokenizer.json.</summary>
    public static string AsJson(Workplace workplace, string source)
    {
        var folder = workplace.CreateFolder($"{Path.GetFileName(source)}-json", []);
        TextTokenizer.Load(source).Save(folder, new ModelInput("PreTrainedTokenizerFast", MaxTokens: 64, HasTokenTypes: false));
        return Path.Combine(folder, TokenizerTexts.Name);
    }

    private static string Merges() => string.Concat(_merges.Select(merge => $"{merge.Left} {merge.Right}\n"));

    private static string Pieces()
    {
        string[] all = ["<s>", "<pad>", "</s>", "<unk>", .. ByteAlphabet.Characters.Select(letter => letter.ToString()), .. _merges.Select(merge => merge.Left + merge.Right).Distinct(), "<mask>"];
        return JsonSerializer.Serialize(all.Distinct().Index().ToDictionary(piece => piece.Item, piece => piece.Index));
    }
}
