using System.IO.Compression;
using System.Text.Json;

namespace MLNet.Compression.Runtime.Tests.Tokenization.Unigrams;

/// <summary>Two small SentencePiece models, and what SentencePiece itself makes of texts with them.</summary>
internal static class UnigramGolden
{
    public static readonly string[] Names = ["xlm-r", "albert"];

    public static string Folder(string name) => GoldenFiles.Path("tokenizer", "unigrams", name);

    /// <summary>Texts with their ids as the model numbers them.</summary>
    public static IEnumerable<(string Text, int[] Ids)> Texts(string name)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Folder(name), "texts.jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var element = JsonElement.Parse(line);
            yield return (element.Text("text"), element.Integers("ids"));
        }
    }
}
