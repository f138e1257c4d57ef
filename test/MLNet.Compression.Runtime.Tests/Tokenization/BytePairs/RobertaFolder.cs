using System.Text;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Tests.Tokenization.BytePairs;

/// <summary>A temporary folder with the tokenizer of a RoBERTa model: GPT-2's pieces and merges, in another order, between its special tokens.</summary>
internal sealed class RobertaFolder : IDisposable
{
    private static readonly string[] _special = ["<s>", "<pad>", "</s>", "<unk>"];
    private readonly TemporaryFolder _folder = new();

    public RobertaFolder() => Write(Pieces, Gpt2Pieces.Merges);

    public RobertaFolder(IEnumerable<string> pieces, IEnumerable<(string Left, string Right)> merges) => Write(pieces, merges);

    /// <summary>All pieces, by their ids.</summary>
    public static string[] Pieces { get; } = [.. _special, .. Gpt2Pieces.Pieces.Reverse(), "<mask>"];

    /// <summary>The pieces of single bytes, and the special ones.</summary>
    public static string[] BytePieces { get; } = [.. _special, .. Gpt2Pieces.Pieces.Where(piece => piece.Length == 1), "<mask>"];

    public string Path => _folder.Path;

    public string File(string name) => _folder.File(name);

    public RobertaFolder Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content, new UTF8Encoding(false));
        return this;
    }

    public void Dispose() => _folder.Dispose();

    private void Write(IEnumerable<string> pieces, IEnumerable<(string Left, string Right)> merges)
    {
        Write("vocab.json", JsonSerializer.Serialize(pieces.Index().ToDictionary(piece => piece.Item, piece => piece.Index)));
        Write("merges.txt", "#version: 0.2\n" + string.Concat(merges.Select(merge => $"{merge.Left} {merge.Right}\n")));
        Write("tokenizer_config.json", """{"tokenizer_class": "RobertaTokenizer", "mask_token": {"__type": "AddedToken", "content": "<mask>", "lstrip": true, "normalized": false}}""");
    }
}
